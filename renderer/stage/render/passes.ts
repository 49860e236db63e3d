import type { Camera, Scene as World } from 'three/webgpu';
import type { PixelLayout } from '../../contract.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { createDevelopment, type Development } from './development.ts';
import type { Targets } from './targets.ts';

/** A kind of picture: what is drawn, how it becomes what leaves the stage, and what that is. */
export interface Pass {
  /** How each of its pixels leaves the stage. */
  pixel: Omit<PixelLayout, 'width' | 'height'>;
  /** Whether the mean of several samples is meaningful, as of colours, and not of depths or ids: those are drawn once, with one sample a pixel. */
  isAveraged: boolean;
  /** Draws a world into the target that is set. */
  draw(gpu: Gpu, world: World, camera: Camera): void;
  /** Makes what turns the drawn light of its targets into their output. */
  develop(gpu: Gpu, targets: Targets): Development;
}

/** One row per kind. */
export const passes = {
  color: {
    pixel: { channels: 4, type: 'uint8', colorSpace: 'srgb', alpha: 'straight' },
    isAveraged: true,
    draw: ({ renderer }, world, camera) => renderer.render(world, camera),
    develop: createDevelopment,
  },
} satisfies Record<string, Pass>;

/** What a picture can be of. */
export type PassName = keyof typeof passes;
