import { Flaw, type Size, text } from './bytes.ts';

/** Bytes that a header may have. */
const MAX_HEADER_BYTES = 65_536;

/** A Radiance HDR's size; every row of pixels must be complete. */
export function readHdr(bytes: Uint8Array): Size {
  const header = text(bytes, 0, MAX_HEADER_BYTES);
  const resolution = /\n[^\S\n]*([-+][XY])\s+(\d+)\s+([-+][XY])\s+(\d+)[^\S\n]*\n/.exec(header);
  if (!resolution)
    throw new Flaw(bytes.length < MAX_HEADER_BYTES ? 'is cut short' : 'is a damaged Radiance HDR: it has no size');
  const format = /\nFORMAT=(.*)/.exec(header.slice(0, resolution.index))?.[1]?.trim();
  if (format !== '32-bit_rle_rgbe')
    throw new Flaw(`is a Radiance HDR of format ${format ?? 'unknown'}; 32-bit_rle_rgbe is read`);
  const [line, first, , second] = [resolution[0], resolution[1], resolution[2], resolution[3]];
  if (first !== '-Y' || second !== '+X') throw new Flaw('is a rotated or mirrored Radiance HDR; export it as -Y +X');
  const size = { height: Number(resolution[2]), width: Number(resolution[4]) };
  checkPixels(bytes, resolution.index + line.length, size);
  return size;
}

function checkPixels(bytes: Uint8Array, start: number, { width, height }: Size): void {
  const encoded =
    width >= 8 && width <= 0x7fff && bytes[start] === 2 && bytes[start + 1] === 2 && (bytes[start + 2] ?? 0) < 0x80;
  if (!encoded) {
    if (start + width * height * 4 > bytes.length) throw new Flaw('is cut short');
    return;
  }
  let at = start;
  for (let row = 0; row < height; row++) at = skipRow(bytes, at, width);
  if (at > bytes.length) throw new Flaw('is cut short');
}

/** Skips one run-length encoded row. */
function skipRow(bytes: Uint8Array, start: number, width: number): number {
  if (start + 4 > bytes.length) throw new Flaw('is cut short');
  const announced = ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0);
  if (bytes[start] !== 2 || bytes[start + 1] !== 2 || announced !== width) throw new Flaw('is a damaged Radiance HDR');
  let at = start + 4;
  for (let left = width * 4; left > 0; ) {
    const count = bytes[at];
    if (count === undefined) throw new Flaw('is cut short');
    const run = count > 128 ? count - 128 : count;
    if (run === 0 || run > left) throw new Flaw('is a damaged Radiance HDR');
    left -= run;
    at += count > 128 ? 2 : 1 + run;
  }
  return at;
}
