import type { Contestant, Kind } from './contestant.ts';
import type { Models } from './models.ts';
import type { Source } from './sources.ts';

export interface Entrant {
  kind: Kind;
  contestant: Contestant;
}

/** One thumbnail of a new model. */
export interface Shot {
  kind: Kind;
  source: Source;
  ms: number;
  picture: Uint8Array;
  timings: Readonly<Record<string, number>>;
}

/** Round robin: one contestant after the other draws the same new model of its own, so that noise falls on all alike. */
export async function rounds(
  count: number,
  entrants: readonly Entrant[],
  sources: readonly Source[],
  models: Models,
): Promise<Shot[]> {
  const shots: Shot[] = [];
  for (let round = 0; round < count; round++)
    for (const source of sources)
      for (const entrant of entrants)
        if (round % entrant.kind.every === 0) shots.push(await shoot(entrant, source, models));
  return shots;
}

/** Draws a model that was never seen before; what it takes to make it does not count. */
export async function shoot({ kind, contestant }: Entrant, source: Source, models: Models): Promise<Shot> {
  const file = await models.make(source);
  const started = performance.now();
  try {
    const { picture, timings = {} } = await contestant.draw(file);
    return { kind, source, ms: performance.now() - started, picture, timings };
  } catch (error) {
    throw new Error(`${kind.name} did not draw ${source.name}`, { cause: error });
  } finally {
    await models.remove(file);
  }
}
