import { viewOf } from '../images/bytes.ts';
import { readImages } from './beside.ts';
import type { ModelKind } from '../model-kind.ts';
import { type PlyElement, type PlyHeader, readPlyHeader } from './ply-header.ts';
import { invalid, truncated, unsupported } from '../refuse.ts';
import { beginning, textOf } from './text.ts';

/** PLY: meshes, point clouds and Gaussian splats; text, or binary of either byte order. */
export const ply: ModelKind = {
  is: bytes => /^ply[ \t]*[\r\n]/.test(beginning(bytes, 8)),
  names: ['.ply'],
  async open(bytes, readBeside) {
    const header = readPlyHeader(bytes);
    checkElements(header);
    if (header.format === 'ascii') checkText(bytes, header);
    else checkBinary(bytes, header);
    return readImages(imagesOf(header), readBeside);
  },
};

function checkElements({ elements }: PlyHeader): void {
  const vertex = elements.find(({ name }) => name === 'vertex');
  if (!vertex || vertex.count === 0) throw invalid('is a PLY without a vertex');
  if (!['x', 'y', 'z'].every(axis => vertex.properties.some(({ name }) => name === axis)))
    throw invalid('is a PLY whose vertices have no x, y and z');
  if (elements.some(({ name, count }) => name === 'tristrips' && count > 0))
    throw unsupported('is a PLY of triangle strips; export its faces one by one');
}

/** MeshLab names a mesh's images in comments. */
function imagesOf({ comments }: PlyHeader): string[] {
  return comments.flatMap(comment => /^TextureFile\s+(.+)$/i.exec(comment)?.[1]?.trim() ?? []);
}

/** A value takes at least a character and a space. */
function checkText(bytes: Uint8Array, header: PlyHeader): void {
  const minBytes = header.elements.reduce((sum, { count, properties }) => sum + count * properties.length * 2, 0);
  if (header.end + minBytes - 1 > bytes.length) throw truncated(announced(header));
  textOf(bytes);
}

function checkBinary(bytes: Uint8Array, header: PlyHeader): void {
  const view = viewOf(bytes);
  const little = header.format === 'binary_little_endian';
  let at = header.end;
  for (const element of header.elements) {
    const size = element.properties.reduce((sum, property) => sum + (property.countSize || property.size), 0);
    if (at + element.count * size > bytes.length) throw truncated(announced(header));
    at = element.properties.some(({ countSize }) => countSize > 0)
      ? skipLists(view, at, element, little)
      : at + element.count * size;
    if (at > bytes.length) throw truncated(announced(header));
  }
}

/** Skips the entries of an element that has lists. */
function skipLists(view: DataView, start: number, { count, properties }: PlyElement, little: boolean): number {
  let at = start;
  for (let entry = 0; entry < count && at < view.byteLength; entry++)
    for (const { size, countSize } of properties) {
      if (at + countSize > view.byteLength) return Infinity;
      const length = countSize === 0 ? 1 : lengthAt(view, at, countSize, little);
      at += countSize + length * size;
    }
  return at;
}

function lengthAt(view: DataView, at: number, size: number, little: boolean): number {
  if (size === 1) return view.getUint8(at);
  return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}

function announced({ elements }: PlyHeader): string {
  return elements
    .map(({ name, count }) => `${count} of ${name}`)
    .join(', ')
    .slice(0, 120);
}
