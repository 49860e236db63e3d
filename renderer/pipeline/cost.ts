import type { Sampling } from '../../scenes/output.ts';
import { type Picture, picturesOf } from '../../scenes/pictures.ts';
import type { Scene } from '../../scenes/scene.ts';
import { severalIn } from '../../scenes/several.ts';
import type { Asset } from '../asset.ts';

/** Milliseconds that two cores take, roughly: for a scene's load, for each megabyte of its files, and for each megapixel. */
const baseLoad = 200;
const megabyte = 60;
const megapixel = { draft: 250, standard: 600, best: 6000 } satisfies Record<Sampling, number>;

/** Milliseconds for which a render may keep its browser from others who wait. */
const slice = 500;
/** The slice as a multiple of the load, where that is longer: a render that lets others pass loads again, for a quarter of its time. */
const loadsPerSlice = 4;

/**
 * Cost of a render's next turn in milliseconds: its load, and pictures until its slice is over.
 * @param left pictures that are not captured yet; `undefined` before a file has told its variants
 */
export function turnCost(
  scene: Scene,
  assets: ReadonlyMap<string, Asset>,
  left: readonly Picture[] | undefined,
): number {
  const load = baseLoad + (bytesOf(assets) / 1e6) * megabyte;
  let cost = load;
  for (const { width, height, sampling } of left ?? picturesOf(scene, severalIn(scene.nodes)[0]?.names ?? [])) {
    cost += ((width * height) / 1e6) * megapixel[sampling];
    if (cost > sliceAfter(load)) break;
  }
  return cost;
}

/** Milliseconds until a render lets others pass, including its load. @param load milliseconds */
export function sliceAfter(load: number): number {
  return Math.max(slice, load * loadsPerSlice);
}

function bytesOf(assets: ReadonlyMap<string, Asset>): number {
  const digests = new Map<string, number>();
  const count = (asset: Asset): void => {
    if (digests.has(asset.digest)) return;
    digests.set(asset.digest, asset.bytes.byteLength);
    for (const file of asset.files.values()) count(file);
  };
  for (const asset of assets.values()) count(asset);
  return [...digests.values()].reduce((sum, size) => sum + size, 0);
}
