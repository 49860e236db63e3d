import * as z from 'zod';
import { angle, src, vec2 } from './values.ts';

const wrap = z.enum(['repeat', 'mirror', 'clamp']);

/** An image on a surface: `"src"` alone, or with its placement. PNG, JPEG, WebP or AVIF. */
export const texture = z.union([
  src.transform(given => ({ src: given })),
  z.strictObject({
    src,
    /** How many times the image fits, `[u, v]`. */
    repeat: vec2.optional(),
    offset: vec2.optional(),
    /** Degrees, counter-clockwise, about the image's centre. */
    rotation: angle.optional(),
    wrap: wrap.optional(),
  }),
]);

export interface Texture {
  src: string;
  repeat?: [number, number] | undefined;
  offset?: [number, number] | undefined;
  rotation?: number | undefined;
  wrap?: z.output<typeof wrap> | undefined;
}
