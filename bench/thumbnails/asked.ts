import type { Engine } from '../../renderer/browser/profile.ts';
import { mebibytes, ms, type Row, seconds } from '../support/report.ts';
import { mean, median } from '../support/statistics.ts';

/** What one contestant took, by model: medians of milliseconds, of its own wait and of the processor's. */
export interface Taken {
  waits: readonly number[];
  cpu: readonly number[];
  /** Bytes. */
  peak: number;
}

/** Of F3D's time at most this share of each model; of its throughput at least so much. */
export const share = 0.8;
const besideF3d = { gpu: undefined, lavapipe: 0.25, swiftshader: undefined } satisfies Record<
  Engine,
  number | undefined
>;
export const rate = { gpu: 3, lavapipe: 3, swiftshader: 1 } satisfies Record<Engine, number>;
/** Of what SwiftShader needs for the same. */
const besideSwiftShader = { time: 0.5, cpu: 0.45, peak: 1.4 };

/** The mean over the models of how much of F3D's time we take. */
export function meanBesideF3d(engine: Engine, own: Taken, theirs: Taken): Row {
  const ratios = ratiosOf(own.waits, theirs.waits);
  const limit = besideF3d[engine];
  const row = { what: 'thumbnails: ours ÷ F3D’s, mean over the models', measured: told(ratios) };
  return limit === undefined ? row : { ...row, asked: `≤ ${limit} ×`, holds: mean(ratios) <= limit };
}

/** What the engine saves, where SwiftShader draws the same beside it. */
export function besideSlowerEngine(own: Taken, theirs: Taken): Row[] {
  const [times, cpus] = [ratiosOf(own.waits, theirs.waits), ratiosOf(own.cpu, theirs.cpu)];
  const peak = own.peak / theirs.peak;
  return [
    {
      what: 'thumbnails: ours ÷ SwiftShader’s, mean over the models',
      asked: `≤ ${besideSwiftShader.time} ×`,
      measured: told(times),
      holds: mean(times) <= besideSwiftShader.time,
    },
    {
      what: 'thumbnails: CPU of all processes, ours ÷ SwiftShader’s, mean over the models',
      asked: `≤ ${besideSwiftShader.cpu} ×`,
      measured: `${told(cpus)}, ${seconds(mean(own.cpu))} ÷ ${seconds(mean(theirs.cpu))}`,
      holds: mean(cpus) <= besideSwiftShader.cpu,
    },
    {
      what: 'thumbnails: peak memory, ours ÷ SwiftShader’s',
      asked: `≤ ${besideSwiftShader.peak} ×`,
      measured: `${peak.toFixed(2)} × (${mebibytes(own.peak)} ÷ ${mebibytes(theirs.peak)} MiB)`,
      holds: peak <= besideSwiftShader.peak,
    },
  ];
}

/** One model's. */
export function besideF3dOf(model: string, own: readonly number[], theirs: readonly number[] | undefined): Row {
  const what = `thumbnails: new ${model}, 512²: p50`;
  if (!theirs) return { what, measured: ms(median(own)) };
  const [mine, f3d] = [median(own), median(theirs)];
  const measured = `${ms(mine)}, ${(mine / f3d).toFixed(2)} × (${ms(f3d)})`;
  return { what, asked: `≤ ${share} × F3D’s`, measured, holds: mine <= share * f3d };
}

function ratiosOf(own: readonly number[], theirs: readonly number[]): number[] {
  return own.map((value, at) => value / (theirs[at] ?? Number.NaN));
}

/** The mean, and what it is of. */
function told(ratios: readonly number[]): string {
  return `${mean(ratios).toFixed(2)} × (${ratios.map(ratio => ratio.toFixed(2)).join(', ')})`;
}
