import { Flaw, type Size, viewOf } from './bytes.ts';

const HEADER = 80;
const LEVEL = 24;

/** A KTX2 texture's size; it must be a 2D texture with complete mipmap levels. */
export function readKtx2(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  const [width, height, depth, layers, faces, levels] = [20, 24, 28, 32, 36, 40].map(at => view.getUint32(at, true));
  if (depth || (layers ?? 0) > 1 || faces !== 1) throw new Flaw('is a KTX2 volume, array or cube, not a 2D texture');
  if ((levels ?? 0) > 32) throw new Flaw('is a damaged KTX2');
  for (let level = 0; level < Math.max(1, levels ?? 0); level++) {
    const at = HEADER + level * LEVEL;
    const end = view.getBigUint64(at, true) + view.getBigUint64(at + 8, true);
    if (end > bytes.length) throw new Flaw('is cut short');
  }
  return { width: width ?? 0, height: height ?? 0 };
}
