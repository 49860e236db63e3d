import {
  BufferAttribute,
  BufferGeometry,
  type InterleavedBufferAttribute,
  type Mesh,
  type Object3D,
} from 'three/webgpu';
import { isTexture } from '../graph/textures-in.ts';

type Attribute = BufferAttribute | InterleavedBufferAttribute;

/**
 * Makes sure that a GPU finds what it is told to draw: every vertex that is named, and of each attribute as many numbers as there are
 * places. What lacks some is made anew or left away where the picture stays right.
 * @throws Error that names the attribute
 */
export function checkGeometries(root: Object3D): void {
  const checked = new Set<BufferGeometry>();
  root.traverse(object => {
    if (!hasGeometry(object) || checked.has(object.geometry)) return;
    checked.add(object.geometry);
    raisePlaces(object.geometry);
    checkIndex(object.geometry);
    for (const [key, attribute] of Object.entries(object.geometry.attributes)) checkAttribute(object, key, attribute);
    checkTargets(object);
  });
}

/** Numbers that each vertex has at least, of attributes that have more than one. */
const least: Readonly<Record<string, number>> = { normal: 3, color: 3, uv: 2 };

/** Places of two numbers, as flat drawings have them, are at 0 of the third. */
function raisePlaces(geometry: BufferGeometry): void {
  const flat = geometry.getAttribute('position');
  if (!flat || flat.itemSize >= 3) return;
  const raised = new Float32Array(flat.count * 3);
  for (let at = 0; at < flat.count; at++) raised.set([flat.getX(at), flat.itemSize > 1 ? flat.getY(at) : 0, 0], at * 3);
  geometry.setAttribute('position', new BufferAttribute(raised, 3));
}

/** @throws Error where an index names a vertex that is not there */
export function checkIndex({ index, attributes }: BufferGeometry): void {
  const count = attributes['position']?.count ?? 0;
  for (let at = 0; index && at < index.count; at++)
    if (index.getX(at) >= count) throw new Error(`a mesh names vertex ${index.getX(at)}, but has ${count}`);
}

function hasGeometry(object: Object3D): object is Mesh {
  return 'geometry' in object && object.geometry instanceof BufferGeometry;
}

function checkAttribute(object: Mesh, key: string, attribute: Attribute): void {
  const { geometry, name } = object;
  const count = geometry.attributes['position']?.count ?? 0;
  if (attribute.itemSize > 4) throw new Error(`"${name}" in it has ${attribute.itemSize} numbers of "${key}" a vertex`);
  // places are looked at elsewhere: scanners leave some out
  if (key === 'position' || 'isInstancedBufferAttribute' in attribute) return;
  const isNarrow = attribute.itemSize < (least[key] ?? 1);
  const missing = isNarrow
    ? 0
    : (missingIn(attribute, count) ?? (key === 'normal' ? undirectedIn(attribute) : undefined));
  if (missing === undefined) return;
  if (key === 'normal') completeNormals(geometry, attribute, count);
  else if (key === 'tangent' || !isAsked(key, object)) geometry.deleteAttribute(key);
  else if (/^uv\d*$/.test(key) && attribute.count >= count) completeCoordinates(attribute);
  else throw new Error(`"${name}" in it has ${count} vertices, and no "${key}" for vertex ${missing}`);
}

/** The first vertex without a number; `undefined` where all have theirs. */
function missingIn(attribute: Attribute, count: number): number | undefined {
  if (attribute.count < count) return attribute.count;
  if (!(attribute instanceof BufferAttribute) || !(attribute.array instanceof Float32Array)) return undefined;
  const { array, itemSize } = attribute;
  for (let at = 0; at < array.length; at++) if (!Number.isFinite(array[at])) return Math.floor(at / itemSize);
  return undefined;
}

/** The first normal that says nothing. */
function undirectedIn(normal: Attribute): number | undefined {
  for (let at = 0; at < normal.count; at++) if (!isDirected(normal, at)) return at;
  return undefined;
}

function isDirected(normal: Attribute, at: number): boolean {
  const length = Math.abs(normal.getX(at)) + Math.abs(normal.getY(at)) + Math.abs(normal.getZ(at));
  return length > 1e-12 && length < Infinity;
}

/** Those that are missing, as the triangles around them lie. */
function completeNormals(geometry: BufferGeometry, given: Attribute, count: number): void {
  const made = new BufferGeometry();
  made.setAttribute('position', geometry.getAttribute('position')).setIndex(geometry.getIndex());
  made.computeVertexNormals();
  const normal = made.getAttribute('normal');
  const kept = given.itemSize < 3 ? 0 : Math.min(count, given.count);
  for (let at = 0; at < kept; at++)
    if (isDirected(given, at)) normal.setXYZ(at, given.getX(at), given.getY(at), given.getZ(at));
  geometry.setAttribute('normal', normal);
}

/** Corners that are said to have none have one that shows nothing wrong. */
function completeCoordinates(attribute: Attribute): void {
  const { array } = attribute;
  for (let at = 0; at < array.length; at++) if (!Number.isFinite(array[at])) array[at] = 0;
}

/** Coordinates are asked for by images, and colours of surfaces by a material that says so; anything else always. */
function isAsked(attribute: string, object: Mesh): boolean {
  const materials = [object.material].flat();
  if (attribute === 'color') return !('isMesh' in object) || materials.some(material => material.vertexColors);
  if (!/^uv\d*$/.test(attribute)) return true;
  return materials.some(material => Object.values(material).some(isTexture));
}

function checkTargets({ geometry, name }: Mesh): void {
  const count = geometry.attributes['position']?.count ?? 0;
  for (const [key, targets = []] of Object.entries(geometry.morphAttributes))
    for (const target of targets)
      if (target.count < count)
        throw new Error(`"${name}" in it has ${count} vertices, but ${target.count} of "${key}" of a morph target`);
}
