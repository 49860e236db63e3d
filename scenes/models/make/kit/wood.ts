import { clouds, hash, lerp, ramp } from './noise.ts';
import { gradient, type Pixels, paint, rgb, shade } from './pixels.ts';

export interface Grain {
  /** From early wood to late wood, `#rrggbb`. */
  colors: string[];
  /** How dark the pores are, 0–1. */
  pores: number;
  seed: number;
}

export const oak: Grain = { colors: ['#d8b78a', '#c79f6e', '#b3875a'], pores: 0.22, seed: 11 };
export const walnut: Grain = { colors: ['#7d5537', '#63402a', '#42291b'], pores: 0.3, seed: 23 };

/** A tiling board: the grain runs along v. Plain-sawn arches from warped year rings, and short dark pores over them. */
export function wood({ colors, pores, seed }: Grain, size = 512): Pixels {
  const stops = colors.map(rgb);
  return paint(size, size, (u, v) => {
    const warp = clouds(u, v, 4, 1, 1, seed) * 7 + clouds(u, v, 24, 2, 1, seed + 1) * 0.35;
    const rings = warp % 1;
    const late = ramp(0.1, 0.85, rings) * ramp(1, 0.88, rings);
    const fibre = clouds(u, v, 96, 3, 2, seed + 7);
    const pore = ramp(0.7, 0.86, clouds(u, v, 128, 10, 1, seed + 13)) * (0.5 + 0.5 * late);
    const tone = lerp(late, clouds(u, v, 2, 1, 1, seed + 3), 0.45);
    const speck = (hash(Math.floor(u * size), Math.floor(v * size), seed) - 0.5) * 0.03;
    return shade(gradient(stops, tone * 0.9 + (fibre - 0.5) * 0.45), 1 - pore * pores + speck);
  });
}
