import * as z from 'zod';
import { outputFormatNames } from './output-formats.ts';
import { partName } from './values.ts';

export const samplings = ['draft', 'standard', 'best'] as const;
export type Sampling = (typeof samplings)[number];

/** Pixels per side, and in all. */
export const maxSide = 8192;
export const maxPixels = 4096 * 4096;

// one that is wrong is wrong by itself, whatever it would make together with others
const side = z.int().min(1, { abort: true }).max(maxSide, { abort: true }).default(1024);

/** What pictures are wanted. */
export const output = z
  .strictObject({
    /** Pixels, 1–8192. */
    width: side,
    height: side,
    format: z.enum(outputFormatNames).default('png'),
    /** The encoder's, 1–100; PNG is lossless and takes none. */
    quality: z.int().min(1).max(100).default(90),
    /** The renderer's: `draft` is quickest, `best` accumulates jittered samples. */
    sampling: z.enum(samplings).default('standard'),
  })
  .refine(({ width, height }) => width * height <= maxPixels, {
    path: ['width'],
    message: `width × height is at most ${maxPixels} pixels, such as 4096 × 4096`,
  });

export type Output = z.output<typeof output>;

/** Several outputs by name: each view makes a frame of each. */
export const outputs = z
  .record(partName('an output'), output)
  .refine(given => Object.keys(given).length > 0, 'needs at least one output')
  .refine(given => Object.keys(given).length <= 16, 'at most 16 outputs');

/** One of a scene's outputs; a single one has no name. */
export interface NamedOutput extends Output {
  name?: string | undefined;
}
