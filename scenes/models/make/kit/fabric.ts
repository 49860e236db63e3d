import { clouds, hash, lerp } from './noise.ts';
import { bumps, type Pixels, paint } from './pixels.ts';

/** How high the cloth is at a point of one tile, 0–1: a plain weave of `threads` (an even number) each way. */
function weave(u: number, v: number, threads: number, seed: number): number {
  const wander = (clouds(u, v, 12, 12, 2, seed) - 0.5) * 0.5;
  const [x, y] = [u * threads + wander, v * threads - wander];
  const warp = strand(x, y);
  const weft = strand(y, x + 1);
  const slub = (clouds(u, v, threads * 2, threads * 2, 2, seed + 5) - 0.5) * 0.45;
  return Math.max(warp, weft) + slub;
}

/** One set of threads: round across, and over and under by turns along. */
function strand(across: number, along: number): number {
  const round = Math.sqrt(Math.max(0, 1 - ((across - Math.floor(across)) * 2 - 1) ** 2));
  const over = Math.sin((along + (Math.floor(across) % 2)) * Math.PI) * 0.5 + 0.5;
  return round * lerp(0.25, 1, over);
}

/** A near-white cloth that a colour factor tints: threads catch the light, gaps are dark, yarns differ a little. */
export function cloth(threads: number, seed: number, size = 512): Pixels {
  return paint(size, size, (u, v) => {
    const height = weave(u, v, threads, seed);
    const yarn = hash(Math.floor(u * threads), Math.floor(v * threads * 0.5), seed) * 0.12;
    const tone = 255 * Math.min(1, 0.58 + 0.34 * height + yarn);
    return [tone, tone, tone];
  });
}

export function clothBumps(threads: number, seed: number, size = 512): Pixels {
  return bumps(size, size, 0.35 / threads, (u, v) => weave(u, v, threads, seed));
}
