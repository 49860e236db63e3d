import { perGpu } from '../gpu/per-gpu.ts';
import { createDecoders } from './decoder.ts';
import { TextureImage } from './texture-image.ts';

/** The images of a stage's textures. */
export interface TextureImages {
  /** @param broken what is thrown, here or when it is taken, where it cannot be decoded */
  open(bytes: ArrayBuffer, broken: () => Error): Promise<TextureImage>;
  /** Gives back the memory of all that wait: of a scene that is disposed of, also what was never uploaded, as nobody looked at it. */
  drop(): void;
}

export const stageImages = perGpu(({ atEnd }): TextureImages => {
  const decoders = createDecoders();
  const waiting = new Set<TextureImage>();
  let opened = 0;
  atEnd(() => decoders.end());
  return {
    open(bytes, broken) {
      const id = opened++;
      return TextureImage.open({ decoder: decoders.of(id), id, waiting }, bytes, broken);
    },
    drop() {
      for (const image of waiting) image.drop();
    },
  };
});
