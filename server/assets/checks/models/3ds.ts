import { text, viewOf } from '../images/bytes.ts';
import { readImages } from './beside.ts';
import type { ModelKind } from '../model-kind.ts';
import { invalid, truncated, within } from '../refuse.ts';

/** Chunks that hold further chunks. */
const holders = new Set([
  0x4d4d, 0x3d3d, 0x4100, 0xafff,
  // textures: colour, specular, bump and opacity
  0xa200, 0xa204, 0xa230, 0xa210,
]);
const NAMED = 0x4000;
const MAP_NAME = 0xa300;
const POINTS = 0x4110;
const FACES = 0x4120;
const TEXELS = 0x4140;
/** Bytes per entry of chunks that are lists. */
const lists = new Map([
  [POINTS, 12],
  [FACES, 8],
  [TEXELS, 8],
]);

/** 3D Studio, a format of the nineties; its textures have 8.3 file names. */
export const threeDs: ModelKind = {
  is: bytes =>
    bytes.length > 16 &&
    bytes[0] === 0x4d &&
    bytes[1] === 0x4d &&
    viewOf(bytes).getUint32(2, true) <= bytes.length &&
    hasFirst(bytes),
  names: ['.3ds'],
  async open(bytes, readBeside) {
    if (bytes[0] !== 0x4d || bytes[1] !== 0x4d) throw invalid('is not a 3DS: it does not begin as one');
    const found: Found = { images: new Set(), faces: 0 };
    within('more chunks', () => readChunks(bytes, 0, bytes.length, found, 0));
    if (found.faces === 0) throw invalid('is a 3DS without a face');
    return readImages(found.images, readBeside);
  },
};

interface Found {
  images: Set<string>;
  faces: number;
}

/** Whether a chunk of a 3DS follows: a big-endian TIFF begins with the same letters. */
function hasFirst(bytes: Uint8Array): boolean {
  return [0x0002, 0x3d3d, 0xb000].includes(viewOf(bytes).getUint16(6, true));
}

function readChunks(bytes: Uint8Array, start: number, end: number, found: Found, depth: number): void {
  const view = viewOf(bytes);
  let points = 0;
  for (let at = start; at + 6 <= end; ) {
    const id = view.getUint16(at, true);
    const length = view.getUint32(at + 2, true);
    const next = at + length;
    if (length < 6) throw invalid('is a damaged 3DS: a chunk has no length');
    if (next > end) throw truncated('more chunks');
    const size = lists.get(id);
    if (size !== undefined) {
      const count = view.getUint16(at + 6, true);
      if (at + 8 + count * size > next) throw truncated(`${count} entries of a mesh`);
      if (id === POINTS) points = count;
      if (id === FACES) found.faces += checkFaces(view, at + 8, count, points);
    } else if (id === MAP_NAME) found.images.add(wordAt(bytes, at + 6, next));
    else if (id === NAMED) readChunks(bytes, at + 7 + wordAt(bytes, at + 6, next).length, next, found, depth + 1);
    else if (holders.has(id) && depth < 16) readChunks(bytes, at + 6, next, found, depth + 1);
    at = next;
  }
}

function checkFaces(view: DataView, start: number, count: number, points: number): number {
  for (let face = 0; face < count; face++)
    for (const corner of [0, 2, 4])
      if (view.getUint16(start + face * 8 + corner, true) >= points)
        throw invalid(`has a face with a corner that is not among its mesh's ${points} points`);
  return count;
}

function wordAt(bytes: Uint8Array, start: number, end: number): string {
  const found = text(bytes, start, end);
  const length = found.indexOf('\0');
  return length < 0 ? found : found.slice(0, length);
}
