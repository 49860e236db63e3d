import { Flaw, type Size, text, viewOf } from './bytes.ts';

/** A PNG's size; it must have its end chunk. */
export function readPng(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  if (text(bytes, 12, 16) !== 'IHDR') throw new Flaw('is a damaged PNG: it does not begin with its header');
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  for (let at = 8; ; at += 12 + view.getUint32(at)) {
    if (at + 12 > bytes.length) throw new Flaw('is cut short');
    if (text(bytes, at + 4, at + 8) === 'IEND') return size;
  }
}
