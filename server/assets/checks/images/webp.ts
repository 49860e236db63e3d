import { Flaw, type Size, text, viewOf } from './bytes.ts';

/** Size in each kind of first chunk. */
const chunks: Record<string, (view: DataView) => Size> = {
  'VP8 ': view => ({ width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }),
  VP8L: view => {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  },
  VP8X: view => ({ width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }),
};

/** A WebP's size; it must have as many bytes as its header announces. */
export function readWebp(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  if (view.getUint32(4, true) + 8 > bytes.length) throw new Flaw('is cut short');
  const read = chunks[text(bytes, 12, 16)];
  if (!read) throw new Flaw('is a damaged WebP: its first chunk is not an image');
  return read(view);
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
