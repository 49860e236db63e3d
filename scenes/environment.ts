import * as z from 'zod';
import { angle, nonNegative, src } from './values.ts';

/** Environments that come with the service, prefiltered. */
export const environmentPresets = ['studio', 'neutral', 'room', 'sunset'] as const;
/** `model` is what the model's own file has around it, and `none` is none. */
const preset = z.enum([...environmentPresets, 'model', 'none']);
export type EnvironmentPreset = (typeof environmentPresets)[number];

const settings = {
  /** Degrees about the y axis, counter-clockwise seen from above; 0 is three.js' own orientation of an equirect. */
  rotation: angle.default(0),
  intensity: nonNegative.default(1),
} as const;

/** Light from all around: a preset's name, `"model"`, `"none"`, or a preset or a `src` (equirect .hdr or .exr) with its settings. */
export const environment = z.union([
  preset.transform(given => ({ preset: given, rotation: 0, intensity: 1 })),
  z.strictObject({ preset, ...settings }),
  z.strictObject({ src, ...settings }),
]);

export type Environment = z.output<typeof environment>;
