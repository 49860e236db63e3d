import { type BufferGeometry, type Object3D, SkinnedMesh } from 'three/webgpu';
import { checkIndex } from '../checks.ts';
import { fitAttributes } from './attributes.ts';

/**
 * Checks what could not be before it was unpacked, and forgets what files say of their bounds: what is outside of them would not be
 * drawn, and they are often wrong.
 *
 * @throws Error where a geometry does not hold together
 */
export function checkGeometries(root: Object3D): void {
  const checked = new Set<BufferGeometry>();
  root.traverse(object => {
    if (object instanceof SkinnedMesh) checkJoints(object);
    if (!('geometry' in object) || !isGeometry(object.geometry) || checked.has(object.geometry)) return;
    checked.add(object.geometry);
    object.geometry.boundingBox = null;
    object.geometry.boundingSphere = null;
    checkGeometry(object.geometry);
    checkIndex(object.geometry);
    fitAttributes(object.geometry);
  });
}

function checkJoints({ geometry, skeleton }: SkinnedMesh): void {
  const joints = geometry.getAttribute('skinIndex');
  const weights = geometry.getAttribute('skinWeight');
  for (let at = 0; at < joints.count; at++)
    for (let part = 0; part < 4; part++) {
      const joint = joints.getComponent(at, part);
      if (joint < skeleton.bones.length) continue;
      // what does not move a vertex may be named by anything
      if (weights.getComponent(at, part) === 0) joints.setComponent(at, part, 0);
      else throw new Error(`a mesh names joint ${joint}, but its skin has ${skeleton.bones.length}`);
    }
}

function isGeometry(value: unknown): value is BufferGeometry {
  return typeof value === 'object' && value !== null && 'isBufferGeometry' in value;
}

function checkGeometry({ attributes, morphAttributes }: BufferGeometry): void {
  const count = attributes['position']?.count ?? 0;
  // what a copy of a mesh has of its own is not counted by vertices
  for (const [name, attribute] of Object.entries({ ...attributes, ...flat(morphAttributes) }))
    if (attribute.count !== count && !('isInstancedBufferAttribute' in attribute))
      throw new Error(`a mesh has ${count} vertices, but ${attribute.count} of "${name}"`);
  const position = attributes['position'];
  for (let at = 0; position && at < count; at++)
    if (!Number.isFinite(position.getX(at) + position.getY(at) + position.getZ(at)))
      throw new Error(`vertex ${at} of a mesh has a place that is no number`);
}

function flat(targets: BufferGeometry['morphAttributes']) {
  return Object.fromEntries(
    Object.entries(targets).flatMap(([name, list = []]) =>
      list.map((attribute, at) => [`${name} of morph target ${at}`, attribute] as const),
    ),
  );
}
