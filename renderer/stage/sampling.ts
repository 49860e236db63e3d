import type { Sampling } from '../../scenes/output.ts';

export interface SamplingPlan {
  /** Of the multisampled target. */
  samples: 1 | 4;
  /** Pictures that are averaged, each shifted by a part of a pixel. They are averaged after tone mapping, so that edges
   * against bright light are smooth too. */
  exposures: number;
  /** From which an exposure knows whether the environment's light reaches a surface; each exposure has others. */
  directions: number;
  /** Texels per side of the map of depth from each. */
  mapSide: number;
}

export const samplingPlans = {
  draft: { samples: 1, exposures: 1, directions: 0, mapSide: 0 },
  standard: { samples: 4, exposures: 1, directions: 16, mapSide: 256 },
  best: { samples: 4, exposures: 12, directions: 8, mapSide: 512 },
} satisfies Record<Sampling, SamplingPlan>;

/** Shifts in pixels, −0.5–0.5, spread evenly: Halton's sequence in bases 2 and 3. */
export function jitters(count: number): [x: number, y: number][] {
  if (count === 1) return [[0, 0]];
  return Array.from({ length: count }, (_, index) => [halton(index + 1, 2) - 0.5, halton(index + 1, 3) - 0.5]);
}

function halton(index: number, base: number): number {
  let result = 0;
  let share = 1;
  for (let rest = index; rest > 0; rest = Math.floor(rest / base)) {
    share /= base;
    result += share * (rest % base);
  }
  return result;
}
