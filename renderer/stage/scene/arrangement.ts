import { Box3, type Object3D, type Scene as World, type Vector3 } from 'three/webgpu';
import { boxesOf, drawables } from '../graph/drawables.ts';
import { bringNear } from '../graph/origin.ts';
import { addPolygonOffset } from '../graph/slivers.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { GroundShadow } from '../ground/contact-shadow.ts';
import type { Ground } from '../ground/ground.ts';
import { turnLights } from '../lights/lights.ts';
import { type LazyOcclusion, openLazily } from '../occlusion/lazy-occlusion.ts';
import { once } from '../util/once.ts';
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
  /** Draws what is to be seen on the ground, before a picture; none where it is there. */
  drawOnGround: (() => void) | undefined;
  /** Takes the subject's things back to where they were, exactly. */
  undoMove(): void;
  /** Has each thing be drawn by itself again, without a ground. */
  undo(): void;
}

/** What is to be arranged. */
export interface Arranged {
  gpu: Gpu;
  world: World;
  subject: Object3D;
  ground: Ground;
  /** Whether images are still being decoded: what can be drawn meanwhile is drawn at once. */
  isEarly: boolean;
}

export async function arrange({ gpu, world, subject, ground, isEarly }: Arranged): Promise<Arrangement> {
  world.updateMatrixWorld(true);
  const boxes = boxesOf(subject);
  const box = boxes.reduce((all, one) => all.union(one), new Box3());
  const { moved, undo: undoMove } = bringNear(subject, box);
  for (const one of boxes) one.translate(moved);
  world.updateMatrixWorld(true);
  turnLights(world);
  addPolygonOffset(subject);
  const batches = gather(subject, box);
  const hasGlass = isGlassIn(subject);
  const isBacked = Boolean(world.background ?? world.backgroundNode);
  const shadow = ground.put(box, !hasGlass && !isBacked);
  const isDrawn = isEarly && shadow?.isTextured === false;
  if (isDrawn) await gpu.watch(async () => shadow.draw());
  world.updateMatrixWorld(true);
  return {
    box,
    boxes,
    hasGlass,
    backdrops: hasGlass && !isBacked ? ['black', 'white'] : ['clear'],
    moved,
    occlusion: openLazily(gpu, world, subject, box),
    batches,
    drawOnGround: isDrawn ? undefined : drawingOf(shadow),
    undoMove,
    undo() {
      ground.remove();
      batches.scatter();
    },
  };
}

/** Once for all pictures, unless it depends on the textures that each is drawn with. */
function drawingOf(shadow: GroundShadow | undefined): (() => void) | undefined {
  return shadow && (shadow.isTextured ? () => shadow.draw() : once(() => shadow.draw()));
}

function isGlassIn(subject: Object3D): boolean {
  return drawables(subject).some(({ material }) =>
    [material].flat().some(one => 'transmission' in one && Number(one.transmission) > 0),
  );
}
