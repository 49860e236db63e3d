import type { Models } from './models.ts';
import type { Entrant } from './rounds.ts';
import type { Source } from './sources.ts';

export const clients = [1, 2, 4, 8];

/** Thumbnails a second by contestant's name, for each number of clients that ask again as soon as they are answered. */
export type Rates = Map<string, number[]>;

/** @param turns how often each model is drawn for each number of clients */
export async function throughput(
  turns: number,
  entrants: readonly Entrant[],
  sources: readonly Source[],
  models: Models,
): Promise<Rates> {
  const rates: Rates = new Map(entrants.map(({ kind }) => [kind.name, []]));
  for (const count of clients)
    for (const entrant of entrants) {
      const each = Math.max(turns, Math.ceil((2 * count) / sources.length));
      rates.get(entrant.kind.name)?.push(await rateOf(entrant, count, each, sources, models));
    }
  return rates;
}

async function rateOf(
  { contestant }: Entrant,
  count: number,
  turns: number,
  sources: readonly Source[],
  models: Models,
): Promise<number> {
  const files: string[] = [];
  for (let turn = 0; turn < turns; turn++) for (const source of sources) files.push(await models.make(source));
  const waiting = files.values();
  const started = performance.now();
  await Promise.all(
    // one iterator for all: each takes the next that nobody has
    Array.from({ length: count }, async () => {
      for (const file of waiting) await contestant.draw(file);
    }),
  );
  const taken = performance.now() - started;
  await Promise.all(files.map(file => models.remove(file)));
  return (files.length / taken) * 1000;
}
