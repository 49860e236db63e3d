import { BufferAttribute, type BufferGeometry, type Mesh, type Object3D } from 'three/webgpu';

/** Share of its vertices that a mesh may keep, or it stays as it is: an index that joins few costs more than it saves. */
const enough = 0.7;

/**
 * Gives meshes an index that have each corner of each triangle as a vertex of its own, as loaders of older formats make them: six equal
 * ones for each vertex of a smooth surface, and all of them are placed anew for each picture and each map of depth. three.js' own
 * `mergeVertices` joins what is nearer than a tenth of a millimetre, which small models are not to lose, and takes ten times as long.
 */
export function mergeVertices(root: Object3D): void {
  const merged = new Set<BufferGeometry>();
  root.traverse(object => {
    if (!('isMesh' in object)) return;
    const { geometry } = object as Mesh;
    if (!merged.has(geometry) && isMergeable(geometry)) merge(geometry);
    merged.add(geometry);
  });
}

function isMergeable(geometry: BufferGeometry): boolean {
  const { index, morphAttributes, attributes } = geometry;
  const each = Object.values(attributes);
  const isPlain = each.every(one => one instanceof BufferAttribute && !('isInstancedBufferAttribute' in one));
  return index === null && isPlain && Object.keys(morphAttributes).length === 0 && 'position' in attributes;
}

function merge(geometry: BufferGeometry): void {
  const attributes = Object.values(geometry.attributes) as BufferAttribute[];
  const count = geometry.getAttribute('position').count;
  if (attributes.some(one => one.count !== count)) return;
  const { index, kept } = joined(attributes.map(wordsOf), count);
  if (kept.length > count * enough) return;
  for (const [name, attribute] of Object.entries(geometry.attributes) as [string, BufferAttribute][])
    geometry.setAttribute(name, picked(attribute, kept));
  geometry.setIndex(new BufferAttribute(index, 1));
}

/** What an attribute has of each vertex, as whole numbers to be compared. */
interface Words {
  words: ArrayLike<number>;
  each: number;
}

function wordsOf({ array, itemSize }: BufferAttribute): Words {
  const { buffer, byteOffset, length } = array as Float32Array;
  return { words: array instanceof Float32Array ? new Int32Array(buffer, byteOffset, length) : array, each: itemSize };
}

/** For each vertex the first one that is equal to it, as places among those that are kept; by a table of hashes. */
function joined(all: readonly Words[], count: number): { index: Uint32Array; kept: Uint32Array } {
  const slots = 2 ** Math.ceil(Math.log2(count * 2 + 1));
  // where a slot is taken, one more than a place in `kept`
  const table = new Uint32Array(slots);
  const kept = new Uint32Array(count);
  const index = new Uint32Array(count);
  let length = 0;
  for (let vertex = 0; vertex < count; vertex++) {
    let slot = hashOf(all, vertex) & (slots - 1);
    let taken = table[slot] ?? 0;
    while (taken !== 0 && !isEqual(all, vertex, kept[taken - 1] ?? 0)) {
      slot = (slot + 1) & (slots - 1);
      taken = table[slot] ?? 0;
    }
    if (taken === 0) {
      kept[length++] = vertex;
      table[slot] = taken = length;
    }
    index[vertex] = taken - 1;
  }
  return { index, kept: kept.subarray(0, length) };
}

function hashOf(all: readonly Words[], vertex: number): number {
  let hash = 0;
  for (const { words, each } of all)
    for (let at = vertex * each, end = at + each; at < end; at++) {
      hash = Math.imul(hash ^ (words[at] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
  return hash;
}

function isEqual(all: readonly Words[], one: number, other: number): boolean {
  for (const { words, each } of all)
    for (let at = 0; at < each; at++) if (words[one * each + at] !== words[other * each + at]) return false;
  return true;
}

function picked({ array, itemSize, normalized, name }: BufferAttribute, kept: Uint32Array): BufferAttribute {
  const Numbers = array.constructor as new (length: number) => typeof array;
  const values = new Numbers(kept.length * itemSize);
  for (let vertex = 0; vertex < kept.length; vertex++)
    for (let at = 0; at < itemSize; at++)
      values[vertex * itemSize + at] = array[(kept[vertex] ?? 0) * itemSize + at] ?? 0;
  return Object.assign(new BufferAttribute(values, itemSize, normalized), { name });
}
