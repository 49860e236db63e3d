import { Flaw, type Size, text, viewOf } from './bytes.ts';

/** Image types: colour-mapped, true-colour, grey. */
const plain = [1, 2, 3];
/** The same, run-length encoded. */
const encoded = [9, 10, 11];

/** Whether a header is plausible, as TGA has no signature at its start. */
export function isTga(bytes: Uint8Array): boolean {
  if (bytes.length < 18) return false;
  const [, mapped, type] = bytes;
  const view = viewOf(bytes);
  if (text(bytes, bytes.length - 18, bytes.length - 2) === 'TRUEVISION-XFILE') return true;
  return (
    (mapped === 0 || mapped === 1) &&
    [...plain, ...encoded].includes(type ?? 0) &&
    [8, 15, 16, 24, 32].includes(view.getUint8(16)) &&
    view.getUint16(12, true) > 0 &&
    view.getUint16(14, true) > 0 &&
    (view.getUint8(17) & 0xc0) === 0
  );
}

/** A TGA's size; all its rows must be complete. */
export function readTga(bytes: Uint8Array): Size {
  const view = viewOf(bytes);
  const [width, height] = [view.getUint16(12, true), view.getUint16(14, true)];
  const table = bytes[1] === 1 ? view.getUint16(5, true) * Math.ceil(view.getUint8(7) / 8) : 0;
  const start = 18 + view.getUint8(0) + table;
  const size = Math.ceil(view.getUint8(16) / 8);
  if (plain.includes(bytes[2] ?? 0)) {
    if (start + width * height * size > bytes.length) throw new Flaw('is cut short');
  } else checkRuns(bytes, start, width * height, size);
  return { width, height };
}

function checkRuns(bytes: Uint8Array, start: number, pixels: number, size: number): void {
  let at = start;
  for (let left = pixels; left > 0; ) {
    const head = bytes[at];
    if (head === undefined) throw new Flaw('is cut short');
    const run = (head & 0x7f) + 1;
    at += 1 + (head & 0x80 ? size : size * run);
    left -= run;
  }
  if (at > bytes.length) throw new Flaw('is cut short');
}
