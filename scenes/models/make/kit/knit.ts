import { clouds, hash } from './noise.ts';
import { bumps, type Pixels, paint } from './pixels.ts';

/** The height of jersey at a point of one tile, 0–1: columns of V stitches, each leg a small slanting oval. */
function stitch(u: number, v: number, columns: number, rows: number): number {
  const x = u * columns;
  const side = Math.abs(x - Math.floor(x) - 0.5) * 2;
  // The V: the outer end of a leg lies half a stitch higher than its inner end.
  const y = v * rows - side * 0.55;
  const along = y - Math.floor(y) - 0.5;
  const across = side - 0.52;
  return Math.sqrt(Math.max(0, 1 - (across / 0.5) ** 2 - (along / 0.58) ** 2));
}

export function knitBumps(columns: number, rows: number, size = 512): Pixels {
  return bumps(size, size, 0.5 / columns, (u, v) => stitch(u, v, columns, rows));
}

/** A near-white knit that a colour factor tints: legs light, gaps dark, every stitch a little different. */
export function knit(columns: number, rows: number, seed: number, size = 512): Pixels {
  return paint(size, size, (u, v) => {
    const own = hash(Math.floor(u * columns * 2), Math.floor(v * rows), seed) * 0.1;
    const tone = 255 * Math.min(1, 0.5 + 0.4 * stitch(u, v, columns, rows) + own + 0.06 * clouds(u, v, 6, 6, 2, seed));
    return [tone, tone, tone];
  });
}
