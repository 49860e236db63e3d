import { Scene as World } from 'three/webgpu';
import { disposeObject, disposeTexture } from '../graph/dispose.ts';
import { isTexture } from '../graph/textures-in.ts';
import { perGpu } from '../gpu/per-gpu.ts';

/**
 * One world for all scenes of a stage, one after the other: three.js remembers what it drew by the world that it was in, and what scenes
 * share (the plane of the contact shadow) would hold on to each one's world, models and images for ever.
 */
export const worldOf = perGpu(() => new World());

/** As three.js makes it. */
export function emptyWorld(world: World): void {
  world.clear();
  Object.assign(world, {
    environment: null,
    background: null,
    backgroundNode: null,
    overrideMaterial: null,
    environmentIntensity: 1,
    backgroundIntensity: 1,
    backgroundBlurriness: 0,
    fog: null,
  });
  world.environmentRotation.set(0, 0, 0);
  world.backgroundRotation.set(0, 0, 0);
}

/** Empties a world, and frees what three.js holds for it. Environment maps are kept by their own cache. */
export function disposeWorld(world: World): void {
  if (world.background && isTexture(world.background)) disposeTexture(world.background);
  if (world.environment?.isPMREMTexture === false) disposeTexture(world.environment);
  disposeObject(world);
  emptyWorld(world);
}
