import { tooLarge } from '../refuse.ts';
import { inMiB } from '../../mebibytes.ts';
import type { Gltf } from './schema.ts';

/** Entries of one list of a file, each of which becomes objects in memory. */
const MAX_ENTRIES = 100_000;
/** Morph targets of one primitive, which are layers of one texture. */
const MAX_TARGETS = 1024;
/** Joints of one skin. */
const MAX_JOINTS = 4096;
/** Instances of all nodes. */
const MAX_INSTANCES = 1_000_000;
/** Vertices of all instances. */
const MAX_INSTANCED_VERTICES = 200_000_000;
/** Bytes of the targets of all primitives on the GPU. */
const MAX_TARGET_BYTES = 2 ** 29;

/** Refuses lists that are too long to be checked, before they are checked. @throws Refusal `asset_too_large` */
export function checkLists(json: unknown): void {
  if (typeof json !== 'object' || json === null) return;
  for (const [name, list] of Object.entries(json))
    if (Array.isArray(list)) checkCount(`/${name}`, list.length, MAX_ENTRIES, 'entries');
}

/** Refuses what is small in the file and large on the GPU. @throws Refusal `asset_too_large` */
export function checkSizes(gltf: Gltf): void {
  let targetBytes = 0;
  gltf.meshes?.forEach(({ primitives }, m) => {
    checkCount(`/meshes/${m}/primitives`, primitives.length, MAX_ENTRIES, 'entries');
    primitives.forEach(({ targets = [], attributes }, p) => {
      checkCount(`/meshes/${m}/primitives/${p}/targets`, targets.length, MAX_TARGETS, 'morph targets');
      const vertices = gltf.accessors?.[attributes.POSITION ?? Number.NaN]?.count ?? 0;
      targetBytes += targets.length * vertices * 16 * (targets.some(target => target.NORMAL !== undefined) ? 2 : 1);
    });
  });
  if (targetBytes > MAX_TARGET_BYTES)
    throw tooLarge(`has morph targets of ${inMiB(targetBytes)}; the limit is ${inMiB(MAX_TARGET_BYTES)}`);
  gltf.skins?.forEach(({ joints }, s) => checkCount(`/skins/${s}/joints`, joints.length, MAX_JOINTS, 'joints'));
  checkInstances(gltf);
}

function checkInstances({ nodes, accessors, meshes }: Gltf): void {
  const countOf = (accessor: number | undefined) => accessors?.[accessor ?? Number.NaN]?.count ?? 0;
  let [instances, vertices] = [0, 0];
  for (const { extensions, mesh } of nodes ?? []) {
    const [attribute] = Object.values(extensions?.EXT_mesh_gpu_instancing?.attributes ?? {});
    instances += countOf(attribute);
    for (const { attributes } of meshes?.[mesh ?? Number.NaN]?.primitives ?? [])
      vertices += countOf(attribute) * countOf(attributes.POSITION);
  }
  if (instances > MAX_INSTANCES) throw tooLarge(`has ${instances} instances; the limit is ${MAX_INSTANCES}`);
  if (vertices > MAX_INSTANCED_VERTICES)
    throw tooLarge(`has ${vertices} vertices in its instances; the limit is ${MAX_INSTANCED_VERTICES}`);
}

function checkCount(at: string, count: number, limit: number, noun: string): void {
  if (count > limit) throw tooLarge(`has ${count} ${noun} at ${at}; the limit is ${limit}`);
}
