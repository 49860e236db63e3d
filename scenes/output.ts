import * as z from 'zod';
import { outputFormatNames } from './output-formats.ts';
import { partName } from './values.ts';

export const samplings = ['draft', 'standard', 'best'] as const;
export type Sampling = (typeof samplings)[number];

/** Pixels per side, and in all. */
export const maxSide = 8192;
export const maxPixels = 4096 * 4096;

// a wrong side is told by itself, without the sum that it would make
const side = z.int().min(1, { abort: true }).max(maxSide, { abort: true }).default(1024);

export const output = z
  .strictObject({
    width: side.describe('Width in pixels.'),
    height: side.describe('Height in pixels.'),
    format: z
      .enum(outputFormatNames)
      .default('png')
      .describe(
        'Image format. Where it is not given and a POST sends Accept: image/…, that format. JPEG has no transparency: transparent pixels become white, and the answer warns of it.',
      ),
    quality: z.int().min(1).max(100).default(90).describe('Encoder quality, 1–100; PNG is lossless and ignores it.'),
    sampling: z
      .enum(samplings)
      .default('standard')
      .describe(
        'Sampling quality. draft: quickest, without the shadows of an environment; standard: with these shadows; best: accumulates jittered samples, lit from many directions, until further ones would change nothing.',
      ),
  })
  .refine(({ width, height }) => width * height <= maxPixels, {
    path: ['width'],
    message: `width × height is at most ${maxPixels} pixels, such as 4096 × 4096`,
  })
  .meta({
    id: 'Output',
    description: 'Size, format and quality of the pictures. Width × height is at most 16 777 216 pixels.',
  });

export type Output = z.output<typeof output>;

export const outputs = z
  .record(partName('an output'), output)
  .refine(given => Object.keys(given).length > 0, 'needs at least one output')
  .refine(given => Object.keys(given).length <= 16, 'at most 16 outputs')
  .meta({
    id: 'Outputs',
    description:
      'Outputs by name, 1 to 16 of them. A name has 1–64 of A–Z a–z 0–9 _ - and begins with a letter or digit.',
  });

/** One of a scene's outputs; a single one has no name. */
export interface NamedOutput extends Output {
  name?: string | undefined;
}
