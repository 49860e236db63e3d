import {
  LinearFilter,
  LinearMipmapLinearFilter,
  LinearMipmapNearestFilter,
  type Object3D,
  SRGBColorSpace,
  type Texture,
  type UniformNode,
  type WebGPURenderer,
} from 'three/webgpu';
import { renderGroup, uniform } from 'three/tsl';
import { textureImageOf } from './texture-image.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { hasLevels, isLevelChosen } from '../gpu/texture-lookups.ts';
import { codeOf, rendererOf, rewriteLookups } from '../gpu/three-private.ts';
import type { SamplingPlan } from '../sampling/plan.ts';
import { texturesIn } from '../graph/textures-in.ts';

/**
 * Levels that are added to the one at which a renderer's GPU looks a texture up. A number, and no part of a shader: all samplings have the
 * same.
 */
const biases = new WeakMap<WebGPURenderer, UniformNode<'float', number>>();

function biasOf(renderer: WebGPURenderer): UniformNode<'float', number> {
  const bias = biases.get(renderer) ?? uniform(0).setGroup(renderGroup);
  biases.set(renderer, bias);
  return bias;
}

/** Has textures looked up as a plan says, while `work` lasts: what is drawn beside pictures stays the same whatever they were. */
export async function withSharpness<T>(
  { renderer }: Gpu,
  { bias: asked }: SamplingPlan,
  work: () => Promise<T>,
): Promise<T> {
  const bias = biasOf(renderer);
  bias.value = asked;
  try {
    return await work();
  } finally {
    bias.value = 0;
  }
}

/** Filters that are smooth where a texture is large, and pick out single texels, or steps, where it is small. Files that ask for them mean the former. */
const rough = new Set<number>([LinearFilter, LinearMipmapNearestFilter]);

/** What each texture's file asks for. */
const own = new WeakMap<Texture, number>();

/** Has what is seen at a slant looked up as a plan says, or as its file does where that asks for more. */
export function sharpen(subject: Object3D, { anisotropy }: SamplingPlan): void {
  for (const texture of texturesIn(subject)) {
    if (rough.has(texture.minFilter) && textureImageOf(texture)) texture.minFilter = LinearMipmapLinearFilter;
    if (!hasLevels(texture)) continue;
    const asked = own.get(texture) ?? texture.anisotropy;
    own.set(texture, asked);
    const most = Math.max(asked, anisotropy);
    if (texture.anisotropy === most) continue;
    // three.js looks for another sampler where a texture is another version alone
    Object.assign(texture, { anisotropy: most, needsUpdate: true });
  }
}

/**
 * Whether a texture is looked up finer than by its size: one of colours. Relief that is finer than the samples makes glints of light and dark,
 * and no details.
 */
export function isSharpened(texture: Texture): boolean {
  return texture.colorSpace === SRGBColorSpace && !('isCubeTexture' in texture) && hasLevels(texture);
}

// WebGPU's samplers have no bias, and in three.js each use of a texture has one of its own: here all colours get it whose level is the GPU's choice
rewriteLookups(
  before =>
    function sharpened(builder, name, uv, ...how) {
      const [level, bySelf, ...rest] = how;
      const isSharp = !bySelf && isSharpened(this.value) && isLevelChosen(this, builder, how);
      return before.call(
        this,
        builder,
        name,
        uv,
        level,
        isSharp ? codeOf(biasOf(rendererOf(builder)), builder) : bySelf,
        ...rest,
      );
    },
);
