import { Flaw, type Size, viewOf } from './bytes.ts';
import { type ExrHeader, readExrHeader } from './exr-header.ts';

/** Rows in a chunk, by the number of the compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB. */
const rowsOfChunk = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256];
const UINT = 0;

/** An OpenEXR's size; three.js must be able to read it, and every chunk must be complete. */
export function readExr(bytes: Uint8Array): Size {
  const header = readExrHeader(bytes);
  const { width, height } = header;
  if (width < 1 || height < 1) throw new Flaw('is a damaged OpenEXR: it has no pixels');
  checkKind(header);
  if (!header.special) checkChunks(bytes, header);
  return { width, height };
}

function checkKind({ channels, compression, cube, tiles }: ExrHeader): void {
  const has = (...names: string[]) => names.every(name => channels.some(channel => channel.name === name));
  if (!has('R', 'G', 'B') && !has('Y')) throw new Flaw('is an OpenEXR without colour: it has no channels R, G and B');
  if (channels.some(({ name, type }) => type === UINT && /^([RGBAY]|RY|BY)$/.test(name)))
    throw new Flaw('is an OpenEXR of integers; half and float are read');
  if (rowsOfChunk[compression] === undefined) throw new Flaw('is an OpenEXR with a compression that is not read');
  if (cube) throw new Flaw('is a cube map in OpenEXR; equirectangular ones are read');
  if (tiles && (tiles.levels > 1 || tiles.width < 1 || tiles.height < 1))
    throw new Flaw('is an OpenEXR with ripmap tiles, which are not read');
}

/** Checks that each chunk of the full size lies in the file, at its place of the table and in its own length. */
function checkChunks(bytes: Uint8Array, { width, height, compression, tiles, end }: ExrHeader): void {
  const view = viewOf(bytes);
  const rows = rowsOfChunk[compression] ?? 1;
  const count = tiles ? Math.ceil(width / tiles.width) * Math.ceil(height / tiles.height) : Math.ceil(height / rows);
  if (end + count * 8 > bytes.length) throw new Flaw('is cut short');
  const header = tiles ? 20 : 8;
  for (let chunk = 0; chunk < count; chunk++) {
    const start = Number(view.getBigUint64(end + chunk * 8, true));
    if (start === 0 || start + header > bytes.length) throw new Flaw('is cut short');
    if (start + header + view.getUint32(start + header - 4, true) > bytes.length) throw new Flaw('is cut short');
  }
}
