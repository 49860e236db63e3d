import type { BufferGeometry, Material, Mesh, Object3D } from 'three/webgpu';
import { isTexture } from '../textures-in.ts';

/** What is made anew from places and coordinates where it is left away. */
const made = new Set(['normal', 'tangent']);

/**
 * Makes sure that a GPU finds what it is told to draw: every vertex that is named, and as many of each attribute as there are places.
 * What does not go that far is left away where it can be made anew, or where nothing asks for it.
 * @throws Error that names the attribute
 */
export function checkGeometries(root: Object3D): void {
  const checked = new Set<BufferGeometry>();
  root.traverse(object => {
    if (!hasGeometry(object) || checked.has(object.geometry)) return;
    checked.add(object.geometry);
    checkIndex(object.geometry);
    checkAttributes(object, object.name);
  });
}

/** @throws Error where an index names a vertex that is not there */
export function checkIndex({ index, attributes }: BufferGeometry): void {
  const count = attributes['position']?.count ?? 0;
  for (let at = 0; index && at < index.count; at++)
    if (index.getX(at) >= count) throw new Error(`a mesh names vertex ${index.getX(at)}, but has ${count}`);
}

function hasGeometry(object: Object3D): object is Mesh {
  return 'geometry' in object && typeof object.geometry === 'object' && object.geometry !== null;
}

function checkAttributes({ geometry, material }: Mesh, name: string): void {
  const count = geometry.attributes['position']?.count ?? 0;
  for (const [key, attribute] of Object.entries(geometry.attributes)) {
    if (attribute.count >= count || 'isInstancedBufferAttribute' in attribute) continue;
    if (!made.has(key) && isAsked(key, [material].flat()))
      throw new Error(`"${name}" in it has ${count} vertices, but ${attribute.count} of "${key}"`);
    geometry.deleteAttribute(key);
  }
  for (const [key, targets = []] of Object.entries(geometry.morphAttributes))
    for (const target of targets)
      if (target.count < count)
        throw new Error(`"${name}" in it has ${count} vertices, but ${target.count} of "${key}" of a morph target`);
}

/** Coordinates are asked for by images, and colours by a material that says so; by anything else, whatever it is. */
function isAsked(attribute: string, materials: readonly Material[]): boolean {
  if (attribute === 'color') return materials.some(material => material.vertexColors);
  if (!/^uv\d*$/.test(attribute)) return true;
  return materials.some(material => Object.values(material).some(isTexture));
}
