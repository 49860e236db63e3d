import {
  type Box3,
  DepthTexture,
  FloatType,
  LessEqualCompare,
  LinearFilter,
  type Object3D,
  RenderTarget,
  type Scene as World,
  Sphere,
  type Texture,
  UnsignedByteType,
} from 'three/webgpu';
import type { Gpu } from '../gpu.ts';
import { halton } from '../sampling.ts';
import { height, most, width } from './atlas.ts';
import { affordable, castersOf } from './casters.ts';
import { directionsOf, meanOf } from './directions.ts';
import { glowOf } from './glow.ts';
import { drawMaps } from './maps.ts';
import { createShading, type Shading } from './shading.ts';
import { skyOf } from './sky.ts';

/**
 * Keeps an environment's light from where a scene is in its own way: below, between and behind things. Prefiltered light knows
 * nothing of what stands in it. From some directions, chosen by where the environment is bright, the scene's depth is drawn; a
 * surface is lit by the share of them that reaches it.
 */
export interface Occlusion {
  /** Draws the depths from `count` directions of a sequence, fewer of a large model, from `from` on; each `side` texels wide. */
  cast(count: number, side: number, from?: number): void;
  /** For three.js' `renderer.contextNode` while the scene is drawn. */
  context: Shading['context'];
}

let kit: { target: RenderTarget; depths: DepthTexture } | undefined;

/** By how many maps they look at: a multiple of so many, since each is a shader of its own. */
const step = 8;
const shadings = new Map<number, Shading>();

/**
 * @param box around all of the subject
 * @returns `undefined` where nothing of it keeps light away
 */
export async function openOcclusion(
  gpu: Gpu,
  world: World,
  environment: Texture,
  subject: Object3D,
  box: Box3,
): Promise<Occlusion | undefined> {
  const casters = castersOf(subject);
  if (casters.length === 0 || box.isEmpty()) return undefined;
  kit ??= makeKit();
  const { target, depths } = kit;
  const sky = await skyOf(gpu, environment);
  const sphere = box.getBoundingSphere(new Sphere());
  // a little more than it takes: beyond a silhouette there must be something to compare with
  sphere.radius = Math.max(sphere.radius * 1.02, 1e-6);
  const prepare = (shading: Shading, side: number, turn: number): void => {
    shading.center.value.copy(sphere.center);
    shading.radius.value = sphere.radius;
    shading.side.value = side;
    shading.turn.value = turn;
    shading.around.value.copy(meanOf(sky)).multiplyScalar(Math.PI * world.environmentIntensity);
    shading.glow.value.copy(glowOf(subject)).multiplyScalar(Math.PI);
    for (const light of shading.lights) light.set(0, 0, 0);
  };
  let shading = shadingFor(depths, step);
  return {
    get context() {
      return shading.context;
    },
    cast(count, side, from = 0) {
      const directions = directionsOf(
        sky,
        Math.min(affordable(count, casters), most),
        world.environmentRotation.y,
        from,
      );
      shading = shadingFor(depths, directions.length);
      // the grain that one exposure has, the next ones fill
      prepare(shading, side, halton(from / count, 5));
      directions.forEach(({ toward, weight }, at) => shading.lights[at]?.copy(toward).multiplyScalar(weight));
      drawMaps(gpu, world, casters, target, directions, { center: sphere.center, radius: sphere.radius, side });
    },
  };
}

function makeKit(): NonNullable<typeof kit> {
  const target = new RenderTarget(width, height, { type: UnsignedByteType });
  const depths = new DepthTexture(width, height, FloatType);
  // compared by the sampler, which blends four comparisons
  depths.compareFunction = LessEqualCompare;
  depths.minFilter = depths.magFilter = LinearFilter;
  target.depthTexture = depths;
  return { target, depths };
}

function shadingFor(depths: DepthTexture, directions: number): Shading {
  const count = Math.ceil(directions / step) * step;
  const shading = shadings.get(count) ?? createShading(depths, count);
  shadings.set(count, shading);
  return shading;
}
