import { BufferGeometry, type Mesh, type Object3D } from 'three/webgpu';
import { Fault } from '../util/fault.ts';

/** Targets that can move one mesh at once: layers of a texture, of which every GPU has so many. */
const mostTargets = 256;

/** A mesh as its file has it, and what was last left of its targets. */
interface Morphed {
  mesh: Mesh;
  geometry: BufferGeometry;
  influences: number[];
  trimmed?: { key: string; geometry: BufferGeometry };
}

/**
 * Leaves out the morph targets that move nothing in a pose: each is uploaded vertex by vertex, faces have hundreds, and at rest
 * most are idle.
 */
export interface MorphTrimmer {
  /** @throws {Fault} where too many move a mesh at once */
  trim(): void;
  /** Has all of them again. */
  restore(): void;
}

export function createMorphTrimmer(root: Object3D, pointer: string): MorphTrimmer {
  const morphed: Morphed[] = [];
  root.traverse(object => {
    if (isMorphed(object))
      morphed.push({ mesh: object, geometry: object.geometry, influences: object.morphTargetInfluences ?? [] });
  });
  return {
    trim() {
      for (const one of morphed) trimOne(one, pointer);
    },
    restore() {
      for (const { mesh, geometry, influences } of morphed)
        Object.assign(mesh, { geometry, morphTargetInfluences: influences });
    },
  };
}

function trimOne(one: Morphed, pointer: string): void {
  const { mesh, geometry, influences } = one;
  const active = influences.flatMap((influence, at) => (influence !== 0 ? [at] : []));
  if (active.length === influences.length && active.length <= mostTargets) return;
  if (active.length > mostTargets)
    throw new Fault(
      'asset_undecodable',
      `The mesh "${mesh.name}" of the model is moved by ${active.length} morph targets at once; the limit is ${mostTargets}.`,
      pointer,
    );
  const key = active.join();
  if (one.trimmed?.key !== key) {
    one.trimmed?.geometry.dispose();
    one.trimmed = { key, geometry: withTargets(geometry, active) };
  }
  mesh.geometry = one.trimmed.geometry;
  mesh.morphTargetInfluences = active.map(at => influences[at] ?? 0);
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
