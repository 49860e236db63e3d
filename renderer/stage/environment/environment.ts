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
import { packLight, unpackLight } from './pmrem.ts';
import { receive } from '../page/send.ts';
import { environmentOf } from './surroundings.ts';

/** The prefiltered light of a scene. */
export interface Light {
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

/** Light stays on the GPU: the presets' for good, and the last few of scenes' own, by their files' digests. */
const presets = new Map<string, Texture>();
const own = new Map<string, Texture>();
const ownKept = 4;

/** Lights a world, and shows the environment behind it where that is asked for. */
export async function applyEnvironment(
  gpu: Gpu,
  loader: Loader,
  world: World,
  { scene, light: kept }: StageJob,
): Promise<Light | undefined> {
  const { environment, background } = scene;
  const shown = background === 'environment';
  if ('preset' in environment && environment.preset === 'none') return undefined;
  if ('preset' in environment && environment.preset === 'model') return modelLight(gpu, loader, world, scene);

  const picture = 'src' in environment && (shown || !kept) ? once(() => equirect(loader, environment.src)) : undefined;
  const key = 'preset' in environment ? environment.preset : loader.asset(environment.src).digest;
  const light = 'preset' in environment ? await presetLight(gpu, key) : await ownLight(gpu, key, kept, picture);
  world.environment = light.texture;
  world.environmentIntensity = environment.intensity;
  world.environmentRotation.y = MathUtils.degToRad(environment.rotation);
  if (shown) {
    world.backgroundIntensity = environment.intensity;
    world.backgroundRotation.y = world.environmentRotation.y;
    if (picture) world.background = await picture();
    else world.backgroundNode = pmremTexture(light.texture, undefined, undefined);
  }
  return light;
}

/** The environment of a model's file; how it is turned, and whether it is shown, is found out with the file's background. */
async function modelLight(gpu: Gpu, loader: Loader, world: World, scene: Scene): Promise<Light> {
  const { src, environment } = await environmentOf(loader, scene);
  const light = await ownLight(gpu, loader.asset(src).digest, undefined, async () => environment);
  world.environment = light.texture;
  return light;
}

async function presetLight(gpu: Gpu, preset: string): Promise<Light> {
  const texture = presets.get(preset) ?? unpackLight(gpu, await receive(`light/${preset}`));
  presets.set(preset, texture);
  return { texture };
}

async function ownLight(
  gpu: Gpu,
  digest: string,
  kept: string | undefined,
  picture: (() => Promise<Texture>) | undefined,
): Promise<Light> {
  const known = own.get(digest) ?? (kept ? unpackLight(gpu, await receive(kept)) : undefined);
  if (known) return { texture: put(digest, known) };
  const packed = await prefilter(gpu, picture);
  // unpacked like all others: it lights now as it will when it comes from the store
  return { texture: put(digest, unpackLight(gpu, packed.buffer)), packed };
}

/** Takes down the light that was not asked for the longest, where there are too many. */
function put(digest: string, texture: Texture): Texture {
  own.delete(digest);
  own.set(digest, texture);
  const [oldest] = own;
  if (own.size > ownKept && oldest) {
    oldest[1].dispose();
    own.delete(oldest[0]);
  }
  return texture;
}

/** @returns what is kept of it */
async function prefilter(gpu: Gpu, picture: (() => Promise<Texture>) | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const around = await picture?.();
  if (!around) throw new Error('there is no environment to prefilter');
  return gpu.watch(async () => {
    const generator = new PMREMGenerator(gpu.renderer);
    const made = around instanceof CubeTexture ? generator.fromCubemap(around) : generator.fromEquirectangular(around);
    const packed = await packLight(gpu, made.texture);
    generator.dispose();
    made.dispose();
    around.dispose();
    return packed;
  });
}

/** Prefiltered and shown, an environment is decoded once. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
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
