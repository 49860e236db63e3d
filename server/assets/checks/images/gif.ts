import { Flaw, type Size, viewOf } from './bytes.ts';

const TRAILER = 0x3b;

/** A GIF's size; it must end with its trailer. */
export function readGif(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  const end = bytes.findLastIndex(byte => byte !== 0);
  if (bytes[end] !== TRAILER) throw new Flaw('is cut short');
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}
