import type { Camera, Scene as World } from 'three/webgpu';
import type { PixelLayout } from '../../contract.ts';
import type { Gpu } from '../gpu/gpu.ts';

/** What a picture can be of. */
export type PassName = 'color';

/** A kind of picture: what is drawn, and what leaves the stage. */
export interface Pass {
  /** How each of its pixels leaves the stage. */
  pixel: Omit<PixelLayout, 'width' | 'height'>;
  /** Whether a pixel is the mean of several samples: of colours it is, of depths or numbers it would be none of them. */
  isMultisampled: boolean;
  /** Draws a world into the target that is set. */
  draw(gpu: Gpu, world: World, camera: Camera): void;
}

/** One row per kind. */
export const passes = {
  color: {
    pixel: { channels: 4, type: 'uint8', colorSpace: 'srgb', alpha: 'straight' },
    isMultisampled: true,
    draw: ({ renderer }, world, camera) => renderer.render(world, camera),
  },
} satisfies Record<PassName, Pass>;
