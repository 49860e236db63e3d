import * as z from 'zod';
import { angle, color, fraction, nonNegative, positive, vec3 } from './values.ts';

const kind = <T extends string>(type: T) => z.literal(type).describe('Kind of light.');

/** @param unit of its intensity */
const tint = (unit: string) =>
  ({
    color: color.default('#ffffff').describe('Colour of the light.'),
    intensity: nonNegative.default(1).describe(`Intensity${unit}.`),
  }) as const;

const shadow = z.strictObject({
  mapSize: z.int().min(64).max(4096).default(2048).describe('Size of the shadow map, in texels per side.'),
  radius: z
    .number()
    .min(0)
    .max(25)
    .default(2)
    .describe(
      'Blur radius, in texels of a map that covers the part of the scene that the light reaches and the picture shows.',
    ),
  intensity: fraction.default(1).describe('Darkness of the shadow: 0 is none, 1 is full.'),
  bias: z
    .number()
    .min(-0.1)
    .max(0.1)
    .optional()
    .describe('Depth offset of the shadow from its surface, added to the one that the slope asks for. Default: 0.'),
  normalBias: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Offset of the shadow along the surface normal, added to the one that the slope asks for. Default: 0.'),
});
const casting = {
  castShadow: z.boolean().default(false).describe('Whether the light casts shadows.'),
  shadow: shadow.optional().describe('Look of the light’s shadows.'),
} as const;

const target = vec3.default([0, 0, 0]).describe('Point that the light shines towards, in the scene’s metres.');
const reach = {
  distance: nonNegative.default(0).describe('Distance at which the light ends, in metres; 0 is no end.'),
  decay: z.number().min(0).max(10).default(2).describe('Exponent of the falloff with distance; 2 is physical.'),
} as const;

export const light = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: kind('ambient'), ...tint('') })
      .meta({ id: 'AmbientLight', description: 'Equal light from everywhere.' }),
    z
      .strictObject({
        type: kind('hemisphere'),
        ...tint(''),
        groundColor: color.default('#444444').describe('Colour of the light from below.'),
      })
      .meta({ id: 'HemisphereLight', description: 'Light of one colour from above and another from below.' }),
    z
      .strictObject({ type: kind('directional'), ...tint(', in lux'), target, ...casting })
      .meta({ id: 'DirectionalLight', description: 'Parallel rays, as from the sun.' }),
    z
      .strictObject({ type: kind('point'), ...tint(', in candela'), ...reach, ...casting })
      .meta({ id: 'PointLight', description: 'Light from one point in all directions.' }),
    z
      .strictObject({
        type: kind('spot'),
        ...tint(', in candela'),
        target,
        ...reach,
        angle: angle.gt(0).max(90).default(30).describe('Half of the cone’s opening angle, in degrees.'),
        penumbra: fraction.default(0.2).describe('Share of the cone that is a soft edge.'),
        ...casting,
      })
      .meta({ id: 'SpotLight', description: 'Cone of light.' }),
    z
      .strictObject({
        type: kind('rectArea'),
        ...tint(', in nits'),
        target,
        width: positive.default(1).describe('Width, in metres.'),
        height: positive.default(1).describe('Height, in metres.'),
      })
      .meta({
        id: 'RectAreaLight',
        description: 'Shining rectangle, without shadow; it lights standard and physical materials only.',
      }),
  ])
  .meta({
    id: 'Light',
    description: 'Light at its node’s position; lights with a direction shine towards target.',
  });

export type Light = z.output<typeof light>;
export type Shadow = z.output<typeof shadow>;
