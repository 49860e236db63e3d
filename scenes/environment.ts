import * as z from 'zod';
import { angle, nonNegative, src } from './values.ts';

/** Environments that come with the service, prefiltered. */
export const environmentPresets = ['studio', 'neutral', 'room', 'sunset'] as const;
const preset = z.enum([...environmentPresets, 'model', 'none']);
export type EnvironmentPreset = (typeof environmentPresets)[number];

const settings = {
  rotation: angle
    .default(0)
    .describe(
      'Rotation about the y axis in degrees, counter-clockwise seen from above; 0 is how three.js orients an equirectangular image.',
    ),
  intensity: nonNegative.default(1).describe('Multiplier of the environment’s light.'),
} as const;

export const environment = z
  .union([
    preset.transform(given => ({ preset: given, rotation: 0, intensity: 1 })),
    z.strictObject({
      preset: preset.describe(
        'Environment that comes with the service; model: the one in the model’s file; none: no light from around.',
      ),
      ...settings,
    }),
    z.strictObject({ src: src.describe('Equirectangular Radiance .hdr or OpenEXR file.'), ...settings }),
  ])
  .meta({
    id: 'Environment',
    description: 'Light from all around: a preset’s name, model, none, or a preset or a src with its settings.',
  });

export type Environment = z.output<typeof environment>;
