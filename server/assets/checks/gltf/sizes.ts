import { Refusal } from '../../refusal.ts';
import type { Gltf } from './schema.ts';

/** Entries of one list of a file: each becomes objects in memory. */
const MOST_ENTRIES = 100_000;
/** Targets of one primitive: the GPU takes them as layers of one texture. */
const MOST_TARGETS = 1024;
/** Joints of one skin. */
const MOST_JOINTS = 4096;
/** Copies of meshes that instancing makes, over all nodes. */
const MOST_INSTANCES = 1_000_000;
/** Vertices of all copies. */
const MOST_COPIED = 200_000_000;
/** Bytes that the targets of all primitives may have on the GPU together. */
const MOST_TARGET_BYTES = 2 ** 29;

/** Lists of more than can be looked through in time; before they are looked through. @throws Refusal `asset_too_large` */
export function checkLists(json: unknown): void {
  if (typeof json !== 'object' || json === null) return;
  for (const [name, list] of Object.entries(json))
    if (Array.isArray(list)) checkCount(`/${name}`, list.length, MOST_ENTRIES, 'entries');
}

/** What is small in the file and large on the GPU. @throws Refusal `asset_too_large` */
export function checkSizes(gltf: Gltf): void {
  let targetBytes = 0;
  gltf.meshes?.forEach(({ primitives }, m) => {
    checkCount(`/meshes/${m}/primitives`, primitives.length, MOST_ENTRIES, 'entries');
    primitives.forEach(({ targets = [], attributes }, p) => {
      checkCount(`/meshes/${m}/primitives/${p}/targets`, targets.length, MOST_TARGETS, 'morph targets');
      const vertices = gltf.accessors?.[attributes.POSITION ?? Number.NaN]?.count ?? 0;
      targetBytes += targets.length * vertices * 16 * (targets.some(target => target.NORMAL !== undefined) ? 2 : 1);
    });
  });
  if (targetBytes > MOST_TARGET_BYTES)
    throw tooLarge(`has morph targets of ${inMiB(targetBytes)}; the limit is ${inMiB(MOST_TARGET_BYTES)}`);
  gltf.skins?.forEach(({ joints }, s) => checkCount(`/skins/${s}/joints`, joints.length, MOST_JOINTS, 'joints'));
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
  if (instances > MOST_INSTANCES) throw tooLarge(`has ${instances} instances; the limit is ${MOST_INSTANCES}`);
  if (vertices > MOST_COPIED) throw tooLarge(`has ${vertices} vertices in its instances; the limit is ${MOST_COPIED}`);
}

function checkCount(at: string, count: number, most: number, noun: string): void {
  if (count > most) throw tooLarge(`has ${count} ${noun} at ${at}; the limit is ${most}`);
}

function inMiB(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}

function tooLarge(says: string): Refusal {
  return new Refusal('asset_too_large', says);
}
