import * as z from 'zod';
import { expecting } from './wording.ts';

/** Metres: room for any place of a map projection of the Earth. */
const coordinate = z.number().min(-1e7).max(1e7);

export const vec3 = z
  .tuple([coordinate, coordinate, coordinate], expecting('[x, y, z], such as [0, 1.5, 0]'))
  .meta({ id: 'Vec3', description: '[x, y, z], y up; positions in metres.' });
export const vec2 = z
  .tuple([coordinate, coordinate], expecting('[x, y], such as [1, 2]'))
  .meta({ id: 'Vec2', description: '[x, y].' });

const hexColor = expecting('a hex colour such as "#cc3322"');

/** Parsed to `#rrggbb` in lower case, so that equal colours are equal scenes. */
export const color = z
  .string(hexColor)
  .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, hexColor)
  .transform(hex => (hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex).toLowerCase())
  .meta({ id: 'Color', description: 'sRGB colour, #rgb or #rrggbb.' });

/** Degrees. */
export const angle = z.number().min(-36000).max(36000);
/** Rotation in degrees about x, y and z, applied in that order (three.js' Euler `XYZ`). */
export const turn = z.tuple([angle, angle, angle], expecting('degrees about x, y and z, such as [0, 90, 0]'));
export const fraction = z.number().min(0).max(1);
export const positive = z.number().gt(0).max(1e6);
export const nonNegative = z.number().min(0).max(1e6);
/** Scale: one factor, or one for each axis; parsed to three. */
export const scale = z.union([
  positive.transform((factor): [number, number, number] => [factor, factor, factor]),
  vec3,
]);

/** Name of a node, clip, variant or material, as in the file. */
export const name = z.string().min(1).max(256);

/**
 * A name that becomes part of a frame's name.
 * @param of noun that has the name, with its article
 */
export function partName(of: string) {
  return z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, `${of}'s name is 1–64 of A–Z a–z 0–9 _ -`);
}

export const src = z
  .string()
  .min(1, 'is empty: name a file')
  .max(100_000_000)
  .meta({
    id: 'Src',
    description:
      'Address of a file: an https:, http:, gs: or data: URL, the name of a file of the same multipart body, or a path below ASSET_ROOT. The service’s own models (chair.glb, lamp.glb, …) lie there unless it is set.',
    examples: ['chair.glb', 'https://example.com/chair.glb', 'gs://models/chair.glb'],
  });

export type Vec2 = z.output<typeof vec2>;
export type Vec3 = z.output<typeof vec3>;
