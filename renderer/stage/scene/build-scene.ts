import { Group } from 'three/webgpu';
import type { StageJob, Timings } from '../../contract.ts';
import { applyEnvironment, leanLight } from '../environment/environment.ts';
import { surround } from '../environment/surroundings.ts';
import { createLoader } from '../files/loader.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { stageImages } from '../images/texture-images.ts';
import { settled } from '../util/settled.ts';
import { timed } from '../util/stopwatch.ts';
import { BuiltScene } from './built-scene.ts';
import { buildNodes } from './nodes.ts';
import { disposeWorld, emptyWorld, worldOf } from './world.ts';

/** Fetches and decodes every file, and builds what is to be drawn. All of it is there when this resolves. */
export async function buildScene(gpu: Gpu, job: StageJob): Promise<BuiltScene> {
  const { scene } = job;
  const timings: Timings = {};
  const world = worldOf(gpu);
  emptyWorld(world);
  const subject = new Group();
  world.add(subject);
  const loader = createLoader(gpu, job.assets);
  let built: BuiltScene | undefined;
  try {
    const [models, environmentMap] = await settled([
      timed(timings, 'load', () => buildNodes(loader, scene.nodes, subject)),
      timed(timings, 'light', () => applyEnvironment(gpu, loader, world, job)),
    ]);
    const made = new BuiltScene({ gpu, scene, world, subject, loader, models, environmentMap, timings });
    built = made;
    await surround(loader, world, scene);
    leanLight(world);
    const [first] = made.variants;
    if (first !== undefined) await made.setVariant(first);
    await timed(timings, 'ground', () => made.arranged());
    return made;
  } catch (error) {
    if (built) built.dispose();
    else {
      loader.dispose();
      disposeWorld(world);
      stageImages(gpu).drop();
    }
    throw error;
  }
}
