import type { BufferGeometry, Object3D } from 'three/webgpu';

/**
 * Checks what could not be before it was unpacked, and forgets what files say of their bounds: what is outside of them would not be
 * drawn, and they are often wrong.
 *
 * @throws Error where a geometry does not hold together
 */
export function checkGeometries(root: Object3D): void {
  const checked = new Set<BufferGeometry>();
  root.traverse(object => {
    if (!('geometry' in object) || !isGeometry(object.geometry) || checked.has(object.geometry)) return;
    checked.add(object.geometry);
    object.geometry.boundingBox = null;
    object.geometry.boundingSphere = null;
    checkGeometry(object.geometry);
  });
}

function isGeometry(value: unknown): value is BufferGeometry {
  return typeof value === 'object' && value !== null && 'isBufferGeometry' in value;
}

function checkGeometry({ attributes, morphAttributes, index }: BufferGeometry): void {
  const count = attributes['position']?.count ?? 0;
  // what a copy of a mesh has of its own is not counted by vertices
  for (const [name, attribute] of Object.entries({ ...attributes, ...flat(morphAttributes) }))
    if (attribute.count !== count && !('isInstancedBufferAttribute' in attribute))
      throw new Error(`a mesh has ${count} vertices, but ${attribute.count} of "${name}"`);
  if (!index) return;
  for (let at = 0; at < index.count; at++)
    if (index.getX(at) >= count) throw new Error(`a mesh names vertex ${index.getX(at)}, but has ${count}`);
}

function flat(targets: BufferGeometry['morphAttributes']) {
  return Object.fromEntries(
    Object.entries(targets).flatMap(([name, list = []]) =>
      list.map((attribute, at) => [`${name} of morph target ${at}`, attribute] as const),
    ),
  );
}
