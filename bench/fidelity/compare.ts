import type { Goldens, Picture } from './goldens.ts';
import { comparable, distance, nearestTo } from './measure.ts';
import type { Scenario } from './scenarios.ts';

/** A picture with its distance to the nearer path tracer. */
export interface Measured extends Picture {
  /** 0–255. */
  distance: number;
  /** The path tracer that is nearer. */
  nearer: string;
}

/** A scenario that was not drawn, and why. */
export interface Failure {
  renderer: string;
  why: string;
}

/** All pictures of one scenario. Ours are called after their sampling. */
export interface Comparison {
  scenario: Scenario;
  references: Picture[];
  /** How far the path tracers are from each other, where there are two: what nobody can be blamed for. */
  apart: number | undefined;
  ours: Measured[];
  peers: Measured[];
  failures: Failure[];
}

export async function compare(
  scenario: Scenario,
  { references, peers }: Goldens,
  { drawn, failures }: { drawn: readonly Picture[]; failures: Failure[] },
): Promise<Comparison> {
  const traced = new Map<string, Uint8Array>();
  for (const { renderer, bytes } of references) traced.set(renderer, await comparable(bytes));
  const measure = async (picture: Picture): Promise<Measured> => {
    const { renderer: nearer, distance } = nearestTo(await comparable(picture.bytes), traced);
    return { ...picture, distance, nearer };
  };
  const [one, other] = [...traced.values()];
  return {
    scenario,
    references,
    apart: one && other && distance(one, other),
    ours: await Promise.all(drawn.map(measure)),
    peers: await Promise.all(peers.map(measure)),
    failures,
  };
}

/** How far a renderer's picture is from the nearer path tracer; nothing where it has none. */
export function distanceOf({ ours, peers }: Comparison, renderer: string): number | undefined {
  return [...ours, ...peers].find(one => one.renderer === renderer)?.distance;
}

/** The nearest of the real-time renderers beside us. */
export function nearestPeer({ peers }: Comparison): Measured | undefined {
  return peers.toSorted((a, b) => a.distance - b.distance)[0];
}

/** The furthest of them. */
export function furthestPeer({ peers }: Comparison): Measured | undefined {
  return peers.toSorted((a, b) => b.distance - a.distance)[0];
}
