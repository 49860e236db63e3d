import type { Sampling } from '../../../scenes/output.ts';
import type { Shot } from '../../contract.ts';

export interface SamplingPlan {
  /** Places within each pixel at which a target is drawn. */
  multisampling: 1 | 4;
  /** Pictures that are averaged at most, each shifted by a part of a pixel. They are averaged after tone mapping, so that edges
   * against bright light are smooth too. */
  samples: number;
  /** Of them, those that are drawn in any case: more are, until they change nothing any more. */
  minSamples: number;
  /** From which a sample knows whether the environment's light reaches a surface; each sample has others. */
  directions: number;
  /** Texels per side of the map of depth from each. */
  mapSide: number;
  /** Levels that are added to the one at which colours are looked up: the more samples there are, the finer each may be. */
  bias: number;
  /** Lookups of a texture at most, along the direction in which it is seen at a slant. */
  anisotropy: number;
}

const plans = {
  draft: { multisampling: 1, samples: 1, minSamples: 1, directions: 0, mapSide: 0, bias: 0, anisotropy: 1 },
  standard: { multisampling: 4, samples: 1, minSamples: 1, directions: 64, mapSide: 256, bias: -0.5, anisotropy: 4 },
  best: { multisampling: 4, samples: 16, minSamples: 8, directions: 16, mapSide: 512, bias: -1.5, anisotropy: 8 },
} satisfies Record<Sampling, SamplingPlan>;

/** Pixels of the shorter side up to which a picture is tiny: what is seen in it is often smaller than its pixels. */
const tiny = 4;

/** The same of tiny pictures: of so few pixels many samples cost little, and with few all of them may miss what is there. */
const tinyPlans = {
  draft: { ...plans.draft, multisampling: 4, samples: 8, minSamples: 8 },
  standard: { ...plans.standard, samples: 8, minSamples: 8, directions: 8 },
  best: { ...plans.best, minSamples: 16 },
} satisfies Record<Sampling, SamplingPlan>;

/** How a picture is sampled: where its samples are not averaged, by one a pixel. */
export function planOf(
  { sampling, width, height }: Pick<Shot, 'sampling' | 'width' | 'height'>,
  { isAveraged }: { isAveraged: boolean },
): SamplingPlan {
  const plan = Math.min(width, height) > tiny ? plans[sampling] : tinyPlans[sampling];
  return isAveraged ? plan : { ...plan, multisampling: 1, samples: 1, minSamples: 1 };
}

/** Of a sample, its shift in pixels, −0.5–0.5: they are spread evenly, however many there are. */
export function jitter(index: number): [x: number, y: number] {
  return [halton(index + 1, 2) - 0.5, halton(index + 1, 3) - 0.5];
}

/** Halton's sequence: numbers of 0–1, the more of them the denser. */
export function halton(index: number, base: number): number {
  let result = 0;
  let share = 1;
  for (let left = index; left > 0; left = Math.floor(left / base)) {
    share /= base;
    result += share * (left % base);
  }
  return result;
}
