import * as z from 'zod';
import { angle, color, fraction, nonNegative, positive, vec3 } from './values.ts';

const tint = { color: color.default('#ffffff'), intensity: nonNegative.default(1) } as const;

const shadow = z.strictObject({
  /** Texels per side of the shadow map. */
  mapSize: z.int().min(64).max(4096).default(2048),
  /** Blur, in texels of a map that shows as much of the scene as is both in the light's way and in the picture. */
  radius: z.number().min(0).max(25).default(2),
  intensity: fraction.default(1),
  bias: z.number().min(-0.1).max(0.1).optional(),
  normalBias: z.number().min(0).max(1).optional(),
});
const casting = { castShadow: z.boolean().default(false), shadow: shadow.optional() } as const;

/** A light shines from its node's position; those with a direction shine towards `target`, in the scene's metres. */
const target = vec3.default([0, 0, 0]);
const reach = { distance: nonNegative.default(0), decay: z.number().min(0).max(10).default(2) } as const;

export const light = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ambient'), ...tint }),
  z.strictObject({ type: z.literal('hemisphere'), ...tint, groundColor: color.default('#444444') }),
  /** Intensity in lux. */
  z.strictObject({ type: z.literal('directional'), ...tint, target, ...casting }),
  /** Intensity in candela. */
  z.strictObject({ type: z.literal('point'), ...tint, ...reach, ...casting }),
  /** Intensity in candela; `angle` is half the cone, in degrees. */
  z.strictObject({
    type: z.literal('spot'),
    ...tint,
    target,
    ...reach,
    angle: angle.gt(0).max(90).default(30),
    penumbra: fraction.default(0.2),
    ...casting,
  }),
  /** Intensity in nits; a rectangle that shines towards `target`, without shadow, on standard and physical materials. */
  z.strictObject({
    type: z.literal('rectArea'),
    ...tint,
    target,
    width: positive.default(1),
    height: positive.default(1),
  }),
]);

export type Light = z.output<typeof light>;
export type Shadow = z.output<typeof shadow>;
