import sharp from 'sharp';

/** Pixels per side at which pictures are compared, whatever their own shape. */
const side = 256;

/** RGB of 256 × 256 pixels on white: what is measured of a picture. */
export type Comparable = Uint8Array;

export async function comparable(picture: Uint8Array): Promise<Comparable> {
  const flat = sharp(picture).flatten({ background: '#fff' }).toColourspace('srgb');
  return flat.resize(side, side, { fit: 'fill' }).removeAlpha().raw().toBuffer();
}

/** Root mean square of the differences of all channels, 0–255. */
export function distance(a: Comparable, b: Comparable): number {
  if (a.length !== b.length) throw new Error(`pictures of ${a.length} and ${b.length} values cannot be compared`);
  const squares = a.reduce((sum, value, at) => sum + (value - (b[at] ?? 0)) ** 2, 0);
  return Math.sqrt(squares / a.length);
}

export interface Nearest {
  renderer: string;
  distance: number;
}

/** Which of several pictures is nearest to one, and how near. */
export function nearestTo(one: Comparable, others: ReadonlyMap<string, Comparable>): Nearest {
  const all = [...others].map(([renderer, other]) => ({ renderer, distance: distance(one, other) }));
  const [nearest] = all.toSorted((a, b) => a.distance - b.distance);
  if (!nearest) throw new Error('there is nothing to be near to');
  return nearest;
}
