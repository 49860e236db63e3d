import * as z from 'zod';
import { angle, src, vec2 } from './values.ts';

const wrap = z.enum(['repeat', 'mirror', 'clamp']);

export const texture = z
  .union([
    src.transform(given => ({ src: given })),
    z.strictObject({
      src: src.describe('Address of the image.'),
      repeat: vec2.optional().describe('Repetitions of the image, [u, v]. Default [1, 1].'),
      offset: vec2.optional().describe('Shift as a share of the image, [u, v]. Default [0, 0].'),
      rotation: angle
        .optional()
        .describe('Rotation in degrees, counter-clockwise, about the image’s centre. Default 0.'),
      wrap: wrap.optional().describe('Continuation beyond the image’s edge. Default repeat.'),
    }),
  ])
  .meta({
    id: 'Texture',
    description: 'Image on a surface: its src alone, or with its placement. PNG, JPEG, WebP or AVIF.',
  });

export interface Texture {
  src: string;
  repeat?: [number, number] | undefined;
  offset?: [number, number] | undefined;
  rotation?: number | undefined;
  wrap?: z.output<typeof wrap> | undefined;
}
