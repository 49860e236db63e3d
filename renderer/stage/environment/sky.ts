import { FloatType, type QuadMesh, RenderTarget, type Texture, type TextureNode } from 'three/webgpu';
import { equirectDirection, float, pmremTexture, screenCoordinate, vec2, vec4 } from 'three/tsl';
import { fullScreen } from '../gpu/full-screen.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';

/** Texels that an environment is looked at with. Shadows of light that comes from everywhere are soft: few are enough. */
export const skyWidth = 32;
export const skyHeight = 16;

/** Where an environment is how bright. */
export interface Sky {
  /** Radiance, linear RGB, of an equirect: row 0 is straight up, column 0 begins at −x. */
  texels: Float32Array;
}

const known = new WeakMap<Texture, Sky>();

/** What a prefiltered environment looks like from within, unrotated; looked at once. */
export async function skyOf(gpu: Gpu, light: Texture): Promise<Sky> {
  const sky = known.get(light) ?? { texels: await readSky(gpu, light) };
  keepSky(light, sky);
  return sky;
}

/** Where it is known already. */
export function keepSky(light: Texture, sky: Sky): void {
  known.set(light, sky);
}

/** A level at which a texel of ours and one of the environment are about as large. */
const blur = 0.3;

async function readSky(gpu: Gpu, light: Texture): Promise<Float32Array> {
  const { renderer } = gpu;
  const { target, quad } = equirectOf(gpu)(light);
  renderer.setRenderTarget(target);
  quad.render(renderer);
  renderer.setRenderTarget(null);
  const rgba = await renderer.readRenderTargetPixelsAsync(target, 0, 0, skyWidth, skyHeight);
  const rgb = new Float32Array(skyWidth * skyHeight * 3);
  for (let at = 0; at < rgb.length; at++) rgb[at] = rgba[Math.floor(at / 3) * 4 + (at % 3)] ?? 0;
  return rgb;
}

/** Draws an environment as an equirect. */
interface Equirect {
  target: RenderTarget;
  quad: QuadMesh;
  environment: TextureNode;
}

const equirectOf = perGpu((): ((light: Texture) => Equirect) => {
  let made: Equirect | undefined;
  return light => {
    made ??= createEquirect(light);
    Object.assign(made.environment, { value: light });
    return made;
  };
});

function createEquirect(light: Texture): Equirect {
  const down = screenCoordinate.y.div(skyHeight).oneMinus();
  const environment = pmremTexture(light, equirectDirection(vec2(screenCoordinate.x.div(skyWidth), down)), float(blur));
  const target = new RenderTarget(skyWidth, skyHeight, { type: FloatType, depthBuffer: false });
  return { target, quad: fullScreen(vec4(environment, 1)), environment: environment as unknown as TextureNode };
}
