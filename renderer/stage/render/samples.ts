import { ExternalTexture, type RenderTarget, type Texture, type WebGPURenderer } from 'three/webgpu';

/** The samples of a multisampled target, as a texture of which shaders can load one by one. */
export interface Samples {
  texture: Texture;
  /** Makes them those of a target that was drawn into. */
  show(target: RenderTarget): void;
}

interface SampleData {
  samples: number;
  primarySamples: number;
  isMSAA: boolean;
}

interface Backend {
  get(key: object): { msaaTexture?: GPUTexture };
  utils: { getTextureSampleData(texture: Texture): SampleData };
}

/** three.js lets shaders see a target once it was resolved, and of its samples only those of depth. */
export function createSamples(renderer: WebGPURenderer): Samples {
  const backend = renderer.backend as unknown as Backend;
  const texture = new ExternalTexture();
  const known = backend.utils.getTextureSampleData.bind(backend.utils);
  backend.utils.getTextureSampleData = asked =>
    asked === texture ? { samples: 4, primarySamples: 4, isMSAA: false } : known(asked);
  return {
    texture,
    show(target) {
      const { msaaTexture } = backend.get(target.texture);
      if (!msaaTexture || texture.sourceTexture === msaaTexture) return;
      // three.js would hold on to those of before
      texture.dispose();
      texture.sourceTexture = msaaTexture;
      texture.needsUpdate = true;
    },
  };
}
