import { ExternalTexture, type RenderTarget, type Texture } from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { multisampledOf, readSamplesOf } from '../gpu/three-private.ts';

/** The samples of a multisampled target, as a texture of which shaders can load one by one. */
export interface Samples {
  texture: Texture;
  /** Makes them those of a target that was drawn into. */
  setTarget(target: RenderTarget): void;
}

/** three.js lets shaders see a target once it was resolved, and of its samples only those of depth. */
export function createSamples({ renderer }: Gpu): Samples {
  const texture = new ExternalTexture();
  readSamplesOf(renderer, texture, 4);
  return {
    texture,
    setTarget(target) {
      const multisampled = multisampledOf(renderer, target);
      if (!multisampled || texture.sourceTexture === multisampled) return;
      // three.js would hold on to those of before
      texture.dispose();
      texture.sourceTexture = multisampled;
      texture.needsUpdate = true;
    },
  };
}
