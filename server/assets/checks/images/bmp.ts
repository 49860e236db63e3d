import { Flaw, type Size, viewOf } from './bytes.ts';

const PLAIN = 0;

/** A BMP's size; an uncompressed one must have all its rows. */
export function readBmp(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  const start = view.getUint32(10, true);
  if (view.getUint32(14, true) < 40) throw new Flaw('is a BMP of OS/2, or damaged');
  const [width, height] = [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
  const bits = view.getUint16(28, true);
  const row = Math.ceil((width * bits) / 32) * 4;
  if (view.getUint32(30, true) === PLAIN && start + row * height > bytes.length) throw new Flaw('is cut short');
  return { width, height };
}
