import type { RenderTarget, Texture, WebGPURenderer } from 'three/webgpu';

/** WebGPU's own texture behind one of three.js, which has to be on the GPU already. */
export function textureOf(renderer: WebGPURenderer, texture: Texture): GPUTexture {
  const backend = renderer.backend as unknown as { get(key: Texture): { texture?: GPUTexture } };
  const found = backend.get(texture).texture;
  if (!found) throw new Error(`the texture ${texture.name} is not on the GPU`);
  return found;
}

/** What a target's depth is drawn into. */
export function depthOf(renderer: WebGPURenderer, { depthTexture }: RenderTarget): GPUTexture {
  if (!depthTexture) throw new Error('the target has no texture of depth');
  return textureOf(renderer, depthTexture);
}
