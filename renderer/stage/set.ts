import { type Box3, type Camera, Group, type Object3D, Scene as World } from 'three/webgpu';
import type { Scene } from '../../scenes/scene.ts';
import type { StageJob, Timings } from '../contract.ts';
import { applyEnvironment, type Light } from './environment.ts';
import type { Backdrop } from './film.ts';
import type { Gpu } from './gpu.ts';
import { addGround } from './ground.ts';
import { createLoader } from './loader.ts';
import { buildNodes } from './nodes.ts';
import { fitShadows } from './lights.ts';
import { boundsOf, drawables } from './points.ts';
import { type Occlusion, openOcclusion } from './occlusion/occlusion.ts';
import { type SamplingPlan, samplingPlans } from './sampling.ts';
import { settled } from './settled.ts';
import { surround } from './surroundings.ts';
import { timed } from './stopwatch.ts';

/** A scene built and ready to be drawn: what a film set is to its script. */
export interface StageSet {
  scene: Scene;
  world: World;
  /** What the scene describes, without ground and environment: what cameras frame. */
  subject: Object3D;
  /** Around every vertex of it; empty where it has none. */
  box: Box3;
  /** Cameras of the models' files. */
  cameras: Camera[];
  light: Light | undefined;
  /** Where the scene is in the way of that light; none where it has none, or where shade was not asked for. */
  occlusion: Occlusion | undefined;
  /** What the scene is drawn on, one after the other. */
  backdrops: Backdrop[];
  timings: Timings;
  dispose(): void;
}

/**
 * One world for all sets, one after the other: three.js remembers what it drew by the world that it was in, and what is shared by
 * sets (the plane of the contact shadow) would hold on to each one's world, models and images for ever.
 */
const world = new World();

function emptyWorld(): void {
  world.clear();
  Object.assign(world, {
    environment: null,
    background: null,
    backgroundNode: null,
    environmentIntensity: 1,
    backgroundIntensity: 1,
    backgroundBlurriness: 0,
    fog: null,
  });
  world.environmentRotation.set(0, 0, 0);
  world.backgroundRotation.set(0, 0, 0);
}

/** Fetches and decodes every file, and builds what is to be drawn. All of it is there when this resolves. */
export async function loadSet(gpu: Gpu, job: StageJob): Promise<StageSet> {
  const timings: Timings = {};
  emptyWorld();
  const subject = new Group();
  world.add(subject);
  const loader = createLoader(gpu, job.assets);
  try {
    const [cameras, light] = await settled([
      timed(timings, 'load', () => buildNodes(loader, job.scene.nodes, subject)),
      timed(timings, 'light', () => applyEnvironment(gpu, loader, world, job)),
    ]);
    await surround(loader, world, job.scene);
    world.updateMatrixWorld(true);
    const box = boundsOf(subject);
    fitShadows(world, box);
    await timed(timings, 'ground', () => gpu.watch(async () => addGround(gpu, world, box, job.scene)));
    world.updateMatrixWorld(true);
    const plan = samplingPlans[job.scene.output.sampling];
    const occlusion = await timed(timings, 'occlusion', () => openShade(gpu, world, subject, box, plan));
    const dispose = () => {
      loader.dispose();
      strike();
    };
    const backdrops: Backdrop[] =
      hasGlass(subject) && !world.background && !world.backgroundNode ? ['black', 'white'] : ['clear'];
    return { scene: job.scene, world, subject, box, cameras, light, occlusion, backdrops, timings, dispose };
  } catch (error) {
    loader.dispose();
    strike();
    throw error;
  }
}

async function openShade(
  gpu: Gpu,
  world: World,
  subject: Object3D,
  box: Box3,
  { directions, exposures, mapSide }: SamplingPlan,
): Promise<Occlusion | undefined> {
  const { environment } = world;
  if (!environment || directions === 0) return undefined;
  return gpu.watch(async () => {
    const occlusion = await openOcclusion(gpu, world, environment, subject, box);
    if (exposures === 1) occlusion?.cast(directions, mapSide);
    return occlusion;
  });
}

function hasGlass(subject: Object3D): boolean {
  return drawables(subject).some(({ material }) =>
    [material].flat().some(one => 'transmission' in one && Number(one.transmission) > 0),
  );
}

/** Empties the world, and frees what three.js holds on the GPU for it. Light is kept by the environment's own cache. */
function strike(): void {
  if (isTexture(world.background)) world.background.dispose();
  if (world.environment?.isPMREMTexture === false) world.environment.dispose();
  world.traverse(object => {
    if (object.userData['shared'] === true) return;
    if ('geometry' in object) disposable(object.geometry)?.dispose();
    if ('skeleton' in object) disposable(object.skeleton)?.dispose();
    if ('dispose' in object) disposable(object)?.dispose();
    const material = 'material' in object ? object.material : undefined;
    for (const one of Array.isArray(material) ? material : [material]) {
      if (!one) continue;
      for (const value of Object.values(one as object)) if (isTexture(value)) value.dispose();
      disposable(one)?.dispose();
    }
  });
  emptyWorld();
}

function isTexture(value: unknown): value is { dispose(): void } {
  return typeof value === 'object' && value !== null && 'isTexture' in value;
}

function disposable(value: unknown): { dispose(): void } | undefined {
  return typeof value === 'object' && value !== null && 'dispose' in value && typeof value.dispose === 'function'
    ? (value as { dispose(): void })
    : undefined;
}
