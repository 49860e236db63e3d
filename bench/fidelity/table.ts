import type { Sampling } from '../../scenes/output.ts';
import type { Table } from '../support/report.ts';
import { type Comparison, distanceOf, furthestPeer, nearestPeer } from './compare.ts';
import { titleOf } from './scenarios.ts';
import { isFurthest, peersOf, standingsOf } from './standings.ts';

/** A distance as people read it. */
export function figure(distance: number | undefined): string {
  return distance === undefined ? '–' : distance.toFixed(2);
}

/** Every distance, the nearest of a line in bold, and the means. */
export function distances(comparisons: readonly Comparison[], samplings: readonly Sampling[]): Table {
  const renderers = [...samplings, ...peersOf(comparisons)];
  const { scenarios, means } = standingsOf(comparisons, renderers);
  return {
    title: 'Distance to the nearer path tracer',
    head: ['', ...renderers, 'tracers apart'],
    lines: [
      ...comparisons.map(one => [
        titleOf(one.scenario),
        ...inBold(renderers.map(renderer => distanceOf(one, renderer))),
        figure(one.apart),
      ]),
      [`mean over ${scenarios} that all have`, ...inBold(renderers.map(renderer => means.get(renderer))), ''],
    ],
  };
}

function inBold(values: readonly (number | undefined)[]): string[] {
  const least = Math.min(...values.filter(value => value !== undefined));
  return values.map(value => (value === least ? `**${figure(value)}**` : figure(value)));
}

/** Where a peer is nearer than we are, the widest gap first. */
export function behind(comparisons: readonly Comparison[], samplings: readonly Sampling[]): Table {
  const gaps = samplings.flatMap(sampling =>
    comparisons.flatMap(one => {
      const own = distanceOf(one, sampling);
      const nearest = nearestPeer(one);
      if (own === undefined || !nearest || own <= nearest.distance) return [];
      return [{ one, sampling, own, nearest, gap: own - nearest.distance }];
    }),
  );
  return {
    title: 'Where we are not the nearest',
    head: ['', 'sampling', 'ours', 'nearest peer', 'gap', 'further than every peer'],
    lines: gaps
      .toSorted((a, b) => b.gap - a.gap)
      .map(({ one, sampling, own, nearest, gap }) => [
        titleOf(one.scenario),
        sampling,
        figure(own),
        `${nearest.renderer} ${figure(nearest.distance)}`,
        figure(gap),
        isFurthest(one, sampling) ? `**yes**, the furthest has ${figure(furthestPeer(one)?.distance)}` : '',
      ]),
  };
}

/** What the service did not draw, and what it said; nothing where it drew all. */
export function failures(comparisons: readonly Comparison[]): Table[] {
  const lines = comparisons.flatMap(one =>
    one.failures.map(({ renderer, why }) => [titleOf(one.scenario), renderer, why.replace(/\s+/g, ' ')]),
  );
  return lines.length === 0 ? [] : [{ title: 'Not drawn', head: ['', 'sampling', 'why'], lines }];
}
