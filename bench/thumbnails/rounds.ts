import { cpuOfEnded, cpuOfTrees } from '../support/processes.ts';
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
  /** Milliseconds of the processor that all its processes had meanwhile. */
  cpu: number;
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
        if (round % entrant.kind.every === 0 && draws(entrant, source))
          shots.push(await shoot(entrant, source, models));
  return shots;
}

export function draws({ kind }: Entrant, source: Source): boolean {
  return !(source.name in (kind.undrawn ?? {}));
}

/** Draws a model that was never seen before; what it takes to make it does not count. */
export async function shoot({ kind, contestant }: Entrant, source: Source, models: Models): Promise<Shot> {
  const file = await models.make(source);
  const before = await cpuOf(contestant);
  const started = performance.now();
  try {
    const { picture, timings = {} } = await contestant.draw(file);
    const ms = performance.now() - started;
    return { kind, source, ms, cpu: (await cpuOf(contestant)) - before, picture, timings };
  } catch (error) {
    throw new Error(`${kind.name} did not draw ${source.name}`, { cause: error });
  } finally {
    await models.remove(file);
  }
}

/** One draws at a time, so that what ended below this process is the contestant's too: those with a process for each picture have no others. */
async function cpuOf(contestant: Contestant): Promise<number> {
  const [running, ended] = await Promise.all([cpuOfTrees(contestant.processes()), cpuOfEnded(process.pid)]);
  return running + ended;
}
