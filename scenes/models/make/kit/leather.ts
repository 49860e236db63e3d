import { clouds, hash, lerp, ramp } from './noise.ts';
import { bumps, gradient, type Pixels, paint, rgb } from './pixels.ts';

/** The height of pebbled leather on one tile, 0–1: swollen cells with creases between them. */
function pebbles(u: number, v: number, cells: number, seed: number): number {
  const [x, y] = [u * cells, v * cells];
  let [near, next] = [9, 9];
  for (let i = -1; i <= 1; i++)
    for (let j = -1; j <= 1; j++) {
      const [cellX, cellY] = [Math.floor(x) + i, Math.floor(y) + j];
      const [homeX, homeY] = [(cellX + cells) % cells, (cellY + cells) % cells];
      const away = Math.hypot(
        cellX + hash(homeX, homeY, seed) * 0.9 - x,
        cellY + hash(homeX, homeY, seed + 1) * 0.9 - y,
      );
      if (away < near) [near, next] = [away, near];
      else if (away < next) next = away;
    }
  return ramp(0, 0.28, next - near);
}

export function leatherBumps(cells: number, seed: number, size = 256): Pixels {
  return bumps(size, size, 0.22 / cells, (u, v) => pebbles(u, v, cells, seed));
}

/** Leather in two tones: creases and worn patches darker. Tiles. */
export function leather(cells: number, light: string, dark: string, seed: number, size = 256): Pixels {
  const tones = [rgb(dark), rgb(light)];
  return paint(size, size, (u, v) => {
    const worn = clouds(u, v, 3, 3, 3, seed + 9);
    return gradient(tones, lerp(0.25, 1, pebbles(u, v, cells, seed)) * 0.6 + worn * 0.45);
  });
}
