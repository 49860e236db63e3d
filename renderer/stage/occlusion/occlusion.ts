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
  Vector3,
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
  /**
   * Draws the depths from `count` directions of a sequence, fewer of a large model; each `side` texels wide.
   * @param from of several exposures, where in the sequence this one begins
   */
  cast(count: number, side: number, from?: number): void;
  /** For three.js' `renderer.contextNode` while the scene is drawn. */
  context: Shading['context'];
}

const none = new Vector3();

let kit: { target: RenderTarget; depths: DepthTexture } | undefined;

/** Maps that a shading looks at are a multiple of so many, since each number is a shader of its own. */
const step = 8;
/** By how many maps they look at, and by the preset whose directions are written into them. */
const shadings = new Map<string, Shading>();

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
  };
  let shading = shadingFor(depths, []);
  return {
    get context() {
      return shading.context;
    },
    cast(count, side, from) {
      const number = Math.min(affordable(count, casters), most);
      const rotation = world.environmentRotation.y;
      const directions = directionsOf(sky, number, rotation, from ?? 0);
      const lights = directions.map(({ toward, weight }) => toward.clone().multiplyScalar(weight));
      // where they are the same for all scenes
      const preset = from === undefined && rotation === 0 ? presetOf(gpu, environment) : undefined;
      shading = shadingFor(depths, lights, preset);
      for (const [at, light] of shading.lights.entries()) light.copy(lights[at] ?? none);
      // the grain that one exposure has, the next ones fill
      prepare(shading, side, halton((from ?? 0) / count, 5));
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

/** Light that comes with the service, where a CPU draws: there, shaders of its own are worth it. */
function presetOf({ adapter }: Gpu, environment: Texture): string | undefined {
  const preset: unknown = adapter.fallback ? environment.userData['preset'] : undefined;
  return typeof preset === 'string' ? preset : undefined;
}

/** @param preset whose lights these are. Of a large model there may be fewer than maps: those are given to the shader of all */
function shadingFor(depths: DepthTexture, lights: readonly Vector3[], preset?: string): Shading {
  const count = Math.max(step, Math.ceil(lights.length / step) * step);
  const fixed = preset !== undefined && lights.length === count ? lights : undefined;
  const key = fixed ? `${preset} ${count}` : String(count);
  const shading = shadings.get(key) ?? createShading(depths, count, fixed);
  shadings.set(key, shading);
  return shading;
}
