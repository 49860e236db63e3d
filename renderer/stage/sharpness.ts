import {
  LinearFilter,
  LinearMipmapLinearFilter,
  LinearMipmapNearestFilter,
  NearestFilter,
  type NodeBuilder,
  type Object3D,
  SRGBColorSpace,
  type Texture,
  TextureNode,
} from 'three/webgpu';
import { renderGroup, uniform } from 'three/tsl';
import { codeOf } from './code-of.ts';
import { pictureOf } from './images/picture.ts';
import type { SamplingPlan } from './sampling.ts';
import { texturesIn } from './textures-in.ts';

/** Levels that are added to the one at which a GPU looks a texture up. A number, and no part of a shader: all samplings have the same. */
const bias = uniform(0).setGroup(renderGroup);

/** Has textures looked up as a plan says, while `work` lasts: what is drawn beside pictures stays the same whatever they were. */
export async function withSharpness<T>({ bias: asked }: SamplingPlan, work: () => Promise<T>): Promise<T> {
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
    if (rough.has(texture.minFilter) && pictureOf(texture)) texture.minFilter = LinearMipmapLinearFilter;
    if (!hasLevels(texture)) continue;
    const asked = own.get(texture) ?? texture.anisotropy;
    own.set(texture, asked);
    const most = Math.max(asked, anisotropy);
    if (texture.anisotropy === most) continue;
    // three.js looks for another sampler where a texture is another version alone
    Object.assign(texture, { anisotropy: most, needsUpdate: true });
  }
}

/** Whether a texture has smaller levels, for where it is seen small. */
export function hasLevels({ minFilter }: Texture): boolean {
  return minFilter !== NearestFilter && minFilter !== LinearFilter;
}

/**
 * Whether a texture is looked up finer than by its size: one of colours. Relief that is finer than the samples makes glints of light and dark,
 * and no details.
 */
export function isSharpened(texture: Texture): boolean {
  return texture.colorSpace === SRGBColorSpace && !('isCubeTexture' in texture) && hasLevels(texture);
}

/** What code of a shader says how a texture is looked up; each is none but for what a material's nodes ask for. */
type How = [level: Code, bias: Code, depth: Code, compare: Code, gradients: Code[] | null, gather: Code, ...Code[]];
type Code = string | null;

interface Lookups {
  generateSnippet(this: TextureNode, builder: NodeBuilder, name: string, uv: string, ...how: How): string;
}

/** WebGPU's samplers have no bias, and in three.js each use of a texture has one of its own: here all colours get it whose level is the GPU's choice. */
const lookups = TextureNode.prototype as unknown as Lookups;
const { generateSnippet } = lookups;
lookups.generateSnippet = function generate(builder, name, uv, ...how) {
  const [level, bySelf, depth, compare, gradients, gather, ...rest] = how;
  const isChosen = ![level, bySelf, compare, gradients, gather].some(Boolean);
  const isSharp = isChosen && this.sampler && isSharpened(this.value);
  const code = isSharp && Reflect.get(builder, 'shaderStage') === 'fragment' ? codeOf(bias, builder) : bySelf;
  return generateSnippet.call(this, builder, name, uv, level, code, depth, compare, gradients, gather, ...rest);
};
