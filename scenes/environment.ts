import { z } from 'zod';
import { angle, nonNegative, src } from './values.ts';

/** Environments that come with the service, prefiltered. */
export const environmentPresets = ['studio', 'neutral', 'room', 'sunset'] as const;
const preset = z.enum(environmentPresets);
export type EnvironmentPreset = z.output<typeof preset>;

const settings = {
  /** Degrees about the y axis, counter-clockwise seen from above; 0 is three.js' own orientation of an equirect. */
  rotation: angle.default(0),
  intensity: nonNegative.default(1),
} as const;

/** Light from all around: a preset's name, `"none"`, or a preset or a `src` (equirect .hdr or .exr) with its settings. */
export const environment = z.union([
  z.enum([...environmentPresets, 'none']).transform(given => ({ preset: given, rotation: 0, intensity: 1 })),
  z.strictObject({ preset: z.enum([...environmentPresets, 'none']), ...settings }),
  z.strictObject({ src, ...settings }),
]);

export type Environment = z.output<typeof environment>;
