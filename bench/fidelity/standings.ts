import type { Sampling } from '../../scenes/output.ts';
import type { Row } from '../support/report.ts';
import { mean } from '../support/statistics.ts';
import { type Comparison, distanceOf, furthestPeer } from './compare.ts';
import { titleOf } from './scenarios.ts';

/** How much nearer than the nearest real-time renderer `best` has to be. */
const lead = 1;

/** Mean distances, over the scenarios that every renderer has a picture of: others would compare apples with pears. */
export interface Standings {
  /** How many these are. */
  scenarios: number;
  means: ReadonlyMap<string, number>;
}

/** Every real-time renderer of which there is a picture. */
export function peersOf(comparisons: readonly Comparison[]): string[] {
  return [...new Set(comparisons.flatMap(({ peers }) => peers.map(({ renderer }) => renderer)))].toSorted();
}

export function standingsOf(comparisons: readonly Comparison[], renderers: readonly string[]): Standings {
  const common = comparisons.filter(one => renderers.every(renderer => distanceOf(one, renderer) !== undefined));
  const means = new Map<string, number>();
  if (common.length > 0)
    for (const renderer of renderers)
      means.set(renderer, mean(common.map(one => distanceOf(one, renderer)).filter(value => value !== undefined)));
  return { scenarios: common.length, means };
}

/** Whether a sampling's picture of a scenario is further away than that of every real-time renderer. */
export function isFurthest(comparison: Comparison, sampling: string): boolean {
  const ours = distanceOf(comparison, sampling);
  const furthest = furthestPeer(comparison);
  return ours !== undefined && furthest !== undefined && ours > furthest.distance;
}

/** What is asked of each sampling, and whether it holds. */
export function verdictsOf(comparisons: readonly Comparison[], samplings: readonly Sampling[]): Row[] {
  const peers = peersOf(comparisons);
  const { scenarios, means } = standingsOf(comparisons, [...samplings, ...peers]);
  const [nearest] = peers
    .map(renderer => ({ renderer, mean: means.get(renderer) ?? Infinity }))
    .toSorted((a, b) => a.mean - b.mean);
  return samplings.flatMap(sampling => {
    const rows = [drawnRow(comparisons, sampling)];
    const own = means.get(sampling);
    if (own !== undefined && nearest)
      rows.push({ ...meanRow(sampling, own, nearest), what: `${sampling}: mean over ${scenarios} scenarios` });
    const standard = means.get('standard');
    if (sampling === 'best' && own !== undefined && standard !== undefined)
      rows.push({ what: 'best: nearer than standard by', measured: (standard - own).toFixed(2) });
    return [...rows, furthestRow(comparisons, sampling)];
  });
}

function drawnRow(comparisons: readonly Comparison[], sampling: Sampling): Row {
  const drawn = comparisons.filter(one => distanceOf(one, sampling) !== undefined).length;
  return {
    what: `${sampling}: drawn`,
    asked: 'all',
    measured: `${drawn} of ${comparisons.length}`,
    holds: drawn === comparisons.length,
  };
}

function meanRow(sampling: Sampling, own: number, nearest: { renderer: string; mean: number }): Omit<Row, 'what'> {
  const by = nearest.mean - own;
  const measured = `${own.toFixed(2)}, ${by < 0 ? 'further' : 'nearer'} by ${Math.abs(by).toFixed(2)}`;
  const peer = `${nearest.renderer}'s ${nearest.mean.toFixed(2)}`;
  return sampling === 'best'
    ? { asked: `${peer} − ${lead.toFixed(1)}, or nearer`, measured, holds: by >= lead }
    : { asked: `nearer than ${peer}`, measured, holds: by > 0 };
}

function furthestRow(comparisons: readonly Comparison[], sampling: Sampling): Row {
  const furthest = comparisons.filter(one => isFurthest(one, sampling)).map(({ scenario }) => titleOf(scenario));
  return {
    what: `${sampling}: further away than every peer`,
    asked: 'none',
    measured: furthest.length === 0 ? 'none' : `${furthest.length}: ${furthest.join(', ')}`,
    holds: furthest.length === 0,
  };
}
