import {
  CubeTexture,
  type DataTexture,
  EquirectangularReflectionMapping,
  MathUtils,
  PMREMGenerator,
  type Scene as World,
  type Texture,
} from 'three/webgpu';
import { pmremTexture } from 'three/tsl';
import { EXRLoader } from 'three/addons/loaders/EXRLoader.js';
import { HDRLoader } from 'three/addons/loaders/HDRLoader.js';
import type { Scene } from '../../../scenes/scene.ts';
import type { StageJob } from '../../contract.ts';
import { Fault } from '../util/fault.ts';
import type { Gpu } from '../gpu/gpu.ts';
import type { Loader } from '../files/loader.ts';
import { packEnvironmentMap, unpackEnvironmentMap } from './pmrem.ts';
import { receive } from '../page/send.ts';
import { environmentOf } from './surroundings.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import { once } from '../util/once.ts';

/** The prefiltered light of a scene. */
export interface EnvironmentMap {
  texture: Texture;
  /** Where it was prefiltered just now, from the scene's own file: what is worth keeping. */
  packed?: Uint8Array<ArrayBuffer>;
}

/** Radians about x, y and z: too little to be seen. */
const lean = [2.3e-4, 1.1e-4, 3.7e-4] as const;

/**
 * Leans the light of a world a little. SwiftShader reads a wrong texel where a direction meets a cube's edge exactly, and what is built
 * by numbers faces that way: chamfers, octahedra.
 */
export function leanLight({ environmentRotation }: World): void {
  const { x, y, z } = environmentRotation;
  environmentRotation.set(x + lean[0], y + lean[1], z + lean[2]);
}

/** Maps stay on the GPU: the presets' for good, and the last few of scenes' own, by their files' digests. */
const mapsOf = perGpu(() => ({ presets: new Map<string, Texture>(), own: new Map<string, Texture>() }));
const mostOwn = 4;

/** Lights a world, and shows the environment behind it where that is asked for. */
export async function applyEnvironment(
  gpu: Gpu,
  loader: Loader,
  world: World,
  { scene, light: stored }: StageJob,
): Promise<EnvironmentMap | undefined> {
  const { environment, background } = scene;
  const shown = background === 'environment';
  if ('preset' in environment && environment.preset === 'none') return undefined;
  if ('preset' in environment && environment.preset === 'model') return modelMap(gpu, loader, world, scene);

  // prefiltered and shown, it is decoded once
  const equirectangular =
    'src' in environment && (shown || !stored) ? once(() => equirect(loader, environment.src)) : undefined;
  const key = 'preset' in environment ? environment.preset : loader.asset(environment.src).digest;
  const map = 'preset' in environment ? await presetMap(gpu, key) : await ownMap(gpu, key, stored, equirectangular);
  world.environment = map.texture;
  world.environmentIntensity = environment.intensity;
  world.environmentRotation.y = MathUtils.degToRad(environment.rotation);
  if (shown) {
    world.backgroundIntensity = environment.intensity;
    world.backgroundRotation.y = world.environmentRotation.y;
    if (equirectangular) world.background = await equirectangular();
    else world.backgroundNode = pmremTexture(map.texture, undefined, undefined);
  }
  return map;
}

/** The environment of a model's file; how it is turned, and whether it is shown, is found out with the file's background. */
async function modelMap(gpu: Gpu, loader: Loader, world: World, scene: Scene): Promise<EnvironmentMap> {
  const { src, environment } = await environmentOf(loader, scene);
  const map = await ownMap(gpu, loader.asset(src).digest, undefined, async () => environment);
  world.environment = map.texture;
  return map;
}

async function presetMap(gpu: Gpu, preset: string): Promise<EnvironmentMap> {
  const { presets } = mapsOf(gpu);
  const texture = presets.get(preset) ?? unpackEnvironmentMap(gpu, await receive(`light/${preset}`));
  presets.set(preset, texture);
  return { texture };
}

/**
 * @param stored where it is, once it was prefiltered
 * @param environment of which it is made where it is not
 */
async function ownMap(
  gpu: Gpu,
  digest: string,
  stored: string | undefined,
  environment: (() => Promise<Texture>) | undefined,
): Promise<EnvironmentMap> {
  const { own } = mapsOf(gpu);
  const known = own.get(digest) ?? (stored ? unpackEnvironmentMap(gpu, await receive(stored)) : undefined);
  if (known) return { texture: keepOwn(own, digest, known) };
  const packed = await prefilter(gpu, environment);
  // unpacked like all others: it lights now as it will when it comes from the store
  return { texture: keepOwn(own, digest, unpackEnvironmentMap(gpu, packed.buffer)), packed };
}

/** Disposes of the map that was not asked for the longest, where there are too many. */
function keepOwn(own: Map<string, Texture>, digest: string, texture: Texture): Texture {
  own.delete(digest);
  own.set(digest, texture);
  const [oldest] = own;
  if (own.size > mostOwn && oldest) {
    oldest[1].dispose();
    own.delete(oldest[0]);
  }
  return texture;
}

/** @returns what is kept of it */
async function prefilter(
  gpu: Gpu,
  environment: (() => Promise<Texture>) | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const around = await environment?.();
  if (!around) throw new Error('there is no environment to prefilter');
  return gpu.watch(async () => {
    const generator = new PMREMGenerator(gpu.renderer);
    const made = around instanceof CubeTexture ? generator.fromCubemap(around) : generator.fromEquirectangular(around);
    const packed = await packEnvironmentMap(gpu, made.texture);
    generator.dispose();
    made.dispose();
    around.dispose();
    return packed;
  });
}

async function equirect(loader: Loader, src: string): Promise<DataTexture> {
  const asset = loader.asset(src);
  const decoder = asset.format === 'exr' ? new EXRLoader() : new HDRLoader();
  try {
    const texture = await decoder.loadAsync(asset.url);
    texture.mapping = EquirectangularReflectionMapping;
    return texture;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Fault(
      'asset_undecodable',
      `The environment ${src.slice(0, 100)} could not be decoded: ${why}`,
      '/environment/src',
    );
  }
}
