import { Box3, type Camera, Group, type Material, type Object3D, Scene as World, Vector3 } from 'three/webgpu';
import type { Scene } from '../../../scenes/scene.ts';
import type { StageJob, Timings } from '../../contract.ts';
import type { Warning } from '../../warning.ts';
import { type Batches, gather } from './batches/batches.ts';
import { applyEnvironment, leanLight, type Light } from '../environment/environment.ts';
import type { Backdrop } from './backdrop.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { addGround } from '../ground/ground.ts';
import { dropPictures } from '../images/texture-image.ts';
import { createLoader } from '../files/loader.ts';
import { buildNodes } from './nodes.ts';
import { borrowLights } from '../lights/light-pool.ts';
import { turnLights } from '../lights/lights.ts';
import { bringNear } from '../graph/origin.ts';
import { boxesOf, drawables } from '../graph/drawables.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { SamplingPlan } from '../sampling/plan.ts';
import { settled } from '../util/settled.ts';
import { openShade, type Shade } from '../occlusion/shade.ts';
import { setBack } from '../graph/slivers.ts';
import { materialsOf, strikeMaterial, strikeOne, strikeTexture } from '../graph/dispose.ts';
import { surround } from '../environment/surroundings.ts';
import { timed } from '../util/stopwatch.ts';
import { isTexture } from '../graph/textures-in.ts';

/** A scene built and ready to be drawn: what a film set is to its script. */
export interface StageSet extends Looks {
  scene: Scene;
  world: World;
  /** What the scene describes, without ground and environment: what cameras frame. */
  subject: Object3D;
  /** Where the scene's own origin is in the world: what is far from it is brought near. */
  origin: Vector3;
  /** Cameras of the models' files. */
  cameras: Camera[];
  light: Light | undefined;
  /** Where the scene is in the way of that light, once it was shaded; none where it has none, or where shade was not asked for. */
  occlusion: Occlusion | undefined;
  /** Those that the scene asks for by a list. It wears the first. */
  variants: string[];
  /** Changes into one of them. */
  wear(variant: string): Promise<void>;
  /** Has it be drawn from front to back. */
  face(camera: Camera): void;
  /** Draws the shadow of its contact with the ground, for the textures that were uploaded for a picture. */
  lay(): void;
  /** Shades it as a plan has it. */
  shade(plan: SamplingPlan): Promise<void>;
  timings: Timings;
  /** What is otherwise than was asked for. */
  warnings: readonly Warning[];
  dispose(): void;
}

/** What follows from how the subject looks: a variant may hide some of it, or make it glass. */
interface Looks {
  /** Around every vertex of it, where it stands in the world; empty where it has none. */
  box: Box3;
  /** Around each thing that is drawn of it. */
  boxes: Box3[];
  /** Whether what is behind some of it shows through. */
  hasGlass: boolean;
  /** What the scene is drawn on, one after the other. */
  backdrops: Backdrop[];
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
  let giveLightsBack = (): void => {};
  const end = (): void => {
    giveLightsBack();
    loader.dispose();
    strike();
  };
  try {
    const [{ cameras, wardrobe }, light] = await settled([
      timed(timings, 'load', () => buildNodes(loader, job.scene.nodes, subject)),
      timed(timings, 'light', () => applyEnvironment(gpu, loader, world, job)),
    ]);
    giveLightsBack = borrowLights(subject);
    await surround(loader, world, job.scene);
    leanLight(world);
    const { scene } = job;
    const variants = wardrobe?.variants ?? [];
    const outgrown = new Set<Material>();
    let [worn] = variants;
    if (worn !== undefined) await wardrobe?.wear(worn);
    const origin = new Vector3();
    let arranged = await timed(timings, 'ground', () => arrange(gpu, scene, subject, origin));
    const set: StageSet = {
      scene,
      world,
      subject,
      origin,
      cameras,
      light,
      variants,
      timings,
      warnings: loader.warnings,
      ...arranged.looks,
      occlusion: undefined,
      async wear(variant) {
        if (variant === worn || !wardrobe) return;
        for (const one of materialsOf(subject)) outgrown.add(one);
        for (const one of arranged.ground) strikeOne(one.removeFromParent());
        arranged.batches.scatter();
        await wardrobe.wear(variant);
        worn = variant;
        arranged = await arrange(gpu, scene, subject, origin);
        Object.assign(set, arranged.looks);
      },
      face: camera => arranged.batches.face(camera),
      lay: () => arranged.lay?.(),
      async shade(plan) {
        set.occlusion = await arranged.shade.cast(plan);
      },
      dispose() {
        end();
        for (const one of outgrown) strikeMaterial(one);
      },
    };
    return set;
  } catch (error) {
    end();
    throw error;
  }
}

/** All that is made anew where the subject looks otherwise. */
interface Arranged {
  looks: Looks;
  shade: Shade;
  /** What was put into the world for it. */
  ground: Object3D[];
  /** Draws what is to be seen on the ground; none where nothing has to be drawn for it. */
  lay: (() => void) | undefined;
  /** Of the subject. */
  batches: Batches;
}

/** @param origin moved along where the subject is */
async function arrange(gpu: Gpu, scene: Scene, subject: Object3D, origin: Vector3): Promise<Arranged> {
  world.updateMatrixWorld(true);
  const boxes = boxesOf(subject);
  const box = boxes.reduce((all, one) => all.union(one), new Box3());
  const moved = bringNear(subject, box);
  for (const one of boxes) one.translate(moved);
  origin.add(moved);
  world.updateMatrixWorld(true);
  turnLights(world);
  setBack(subject);
  const batches = gather(subject, box);
  const before = new Set(world.children);
  const hasGlass = isGlassIn(subject);
  const isBacked = Boolean(world.background ?? world.backgroundNode);
  const lay = await gpu.watch(async () => addGround(gpu, world, box, scene, !hasGlass && !isBacked));
  world.updateMatrixWorld(true);
  return {
    looks: { box, boxes, hasGlass, backdrops: hasGlass && !isBacked ? ['black', 'white'] : ['clear'] },
    shade: openShade(gpu, world, subject, box),
    ground: world.children.filter(child => !before.has(child)),
    lay,
    batches,
  };
}

function isGlassIn(subject: Object3D): boolean {
  return drawables(subject).some(({ material }) =>
    [material].flat().some(one => 'transmission' in one && Number(one.transmission) > 0),
  );
}

/** Empties the world, and frees what three.js and the decoders hold for it. Light is kept by the environment's own cache. */
function strike(): void {
  if (world.background && isTexture(world.background)) strikeTexture(world.background);
  if (world.environment?.isPMREMTexture === false) strikeTexture(world.environment);
  strikeOne(world);
  dropPictures();
  emptyWorld();
}
