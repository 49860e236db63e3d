import { BufferGeometry, type Mesh, type Object3D } from 'three/webgpu';
import { Fault } from '../util/fault.ts';

/** Targets that can move one mesh at once: layers of a texture, of which every GPU has so many. */
const most = 256;

/**
 * Leaves out the morph targets that move nothing in this pose: each is uploaded vertex by vertex, faces have hundreds, and at rest
 * most are idle.
 */
export function trimMorphs(root: Object3D, pointer: string): void {
  root.traverse(object => {
    if (!isMorphed(object)) return;
    const influences = object.morphTargetInfluences ?? [];
    const active = influences.flatMap((influence, at) => (influence !== 0 ? [at] : []));
    if (active.length === influences.length && active.length <= most) return;
    if (active.length > most)
      throw new Fault(
        'asset_undecodable',
        `The mesh "${object.name}" of the model is moved by ${active.length} morph targets at once; the limit is ${most}.`,
        pointer,
      );
    object.geometry = withTargets(object.geometry, active);
    object.morphTargetInfluences = active.map(at => influences[at] ?? 0);
  });
}

function isMorphed(object: Object3D): object is Mesh {
  return (
    'isMesh' in object &&
    'morphTargetInfluences' in object &&
    Object.keys((object as Mesh).geometry.morphAttributes).length > 0
  );
}

/** Over the same vertices: only what moves them is another. */
function withTargets(geometry: BufferGeometry, wanted: readonly number[]): BufferGeometry {
  const made = new BufferGeometry();
  made.attributes = geometry.attributes;
  made.index = geometry.index;
  made.groups = geometry.groups;
  made.drawRange = geometry.drawRange;
  made.morphTargetsRelative = geometry.morphTargetsRelative;
  if (wanted.length === 0) return made;
  for (const [name, targets = []] of Object.entries(geometry.morphAttributes))
    Reflect.set(
      made.morphAttributes,
      name,
      wanted.flatMap(at => targets[at] ?? []),
    );
  return made;
}
