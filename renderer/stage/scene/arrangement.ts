import { Box3, type Object3D, type Scene as World, type Vector3 } from 'three/webgpu';
import { boxesOf, drawables } from '../graph/drawables.ts';
import { bringNear } from '../graph/origin.ts';
import { setBack } from '../graph/slivers.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Ground } from '../ground/ground.ts';
import { turnLights } from '../lights/lights.ts';
import { type LazyOcclusion, openLazily } from '../occlusion/lazy-occlusion.ts';
import type { Backdrop } from './backdrop.ts';
import { type Batches, gather } from './batches/batches.ts';

/** All that follows from how a subject stands and looks: made anew where a variant hides some of it, or a moment moves it. */
export interface Arrangement {
  /** Around every vertex of the subject, where it stands in the world; empty where it has none. */
  box: Box3;
  /** Around each thing that is drawn of it. */
  boxes: Box3[];
  /** Whether what is behind some of it shows through. */
  hasGlass: boolean;
  /** What the scene is drawn on, one after the other. */
  backdrops: Backdrop[];
  /** By how much it was moved to be near the origin, in metres. */
  moved: Vector3;
  occlusion: LazyOcclusion;
  batches: Batches;
  /** Draws what is to be seen on the ground; none where nothing has to be drawn for each picture. */
  drawOnGround: (() => void) | undefined;
  /** Takes the subject's things back to where they were, exactly. */
  takeBack(): void;
  /** Has each thing be drawn by itself again, without a ground. */
  undo(): void;
}

export async function arrange(gpu: Gpu, world: World, subject: Object3D, ground: Ground): Promise<Arrangement> {
  world.updateMatrixWorld(true);
  const boxes = boxesOf(subject);
  const box = boxes.reduce((all, one) => all.union(one), new Box3());
  const { moved, undo: takeBack } = bringNear(subject, box);
  for (const one of boxes) one.translate(moved);
  world.updateMatrixWorld(true);
  turnLights(world);
  setBack(subject);
  const batches = gather(subject, box);
  const hasGlass = isGlassIn(subject);
  const isBacked = Boolean(world.background ?? world.backgroundNode);
  const drawOnGround = await gpu.watch(async () => ground.put(box, !hasGlass && !isBacked));
  world.updateMatrixWorld(true);
  return {
    box,
    boxes,
    hasGlass,
    backdrops: hasGlass && !isBacked ? ['black', 'white'] : ['clear'],
    moved,
    occlusion: openLazily(gpu, world, subject, box),
    batches,
    drawOnGround,
    takeBack,
    undo() {
      ground.remove();
      batches.scatter();
    },
  };
}

function isGlassIn(subject: Object3D): boolean {
  return drawables(subject).some(({ material }) =>
    [material].flat().some(one => 'transmission' in one && Number(one.transmission) > 0),
  );
}
