import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromeOf } from './support/chrome.ts';
import { Missing } from './support/missing.ts';
import type { Options } from './support/options.ts';
import type { Report } from './support/report.ts';
import { startService } from './support/service.ts';
import type { Arena, Kind } from './thumbnails/contestant.ts';
import { kinds } from './thumbnails/contestants.ts';
import { peakOf } from './thumbnails/footprint.ts';
import { openModels } from './thumbnails/models.ts';
import { keepPictures } from './thumbnails/pictures.ts';
import { reportOf } from './thumbnails/report.ts';
import { type Entrant, rounds } from './thumbnails/rounds.ts';
import { findSources } from './thumbnails/sources.ts';
import { throughput } from './thumbnails/throughput.ts';

/** How often each model is drawn to get warm, which does not count. */
const warmUp = 2;

/** Thumbnails of models that nobody has seen before, by us and by others, in one run. */
export async function thumbnails({ rounds: count, turns, only }: Options): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-models-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const service = stack.use(await startService({ ASSET_ROOT: folder }));
  const arena: Arena = { folder, service, chrome: await chromeOf(service) };
  const sources = await findSources();
  const models = await openModels(folder, sources);
  const chosen = kinds.filter(({ name }) => only.length === 0 || only.some(word => name.includes(word)));
  const { entrants, skipped } = await enter(chosen, arena, stack);

  await rounds(
    warmUp,
    entrants.filter(({ kind }) => kind.every === 1),
    sources,
    models,
  );
  const shots = await rounds(count, entrants, sources, models);
  const pictures = await keepPictures(shots);
  const peaks = new Map<string, number>();
  for (const entrant of entrants) peaks.set(entrant.kind.name, await peakOf(entrant, sources, models));
  const many = entrants.filter(({ kind }) => kind.concurrent);
  const rates = await throughput(turns, many, sources, models);
  return reportOf({ engine: service.engine, sources, entrants, shots, peaks, rates, skipped, pictures });
}

interface Field {
  entrants: Entrant[];
  /** Why others do not take part. */
  skipped: Map<string, string>;
}

async function enter(chosen: readonly Kind[], arena: Arena, stack: AsyncDisposableStack): Promise<Field> {
  const entrants: Entrant[] = [];
  const skipped = new Map<string, string>();
  for (const kind of chosen) {
    try {
      entrants.push({ kind, contestant: stack.use(await kind.open(arena)) });
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      skipped.set(kind.name, error.message);
    }
  }
  return { entrants, skipped };
}
