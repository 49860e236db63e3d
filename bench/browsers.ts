import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawnIn, openClient } from './support/client.ts';
import { footprintOf } from './support/processes.ts';
import type { Report } from './support/report.ts';
import { type Service, startService } from './support/service.ts';
import { median } from './support/statistics.ts';
import { type Models, openModels } from './thumbnails/models.ts';
import { findSources, type Source } from './thumbnails/sources.ts';

const counts = [1, 2, 3];
const clients = 6;
const rounds = 2;
/** Requests of each kind and round. */
const requests = 9;

interface Taken {
  service: Service;
  /** Thumbnails a second, of each round. */
  fresh: number[];
  known: number[];
  /** Bytes. */
  footprint: number;
}

/** How many browsers draw most on this machine: each number has a service of its own, and they are asked in turns. */
export async function browsers(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-models-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const sources = await findSources();
  const models = await openModels(folder, sources);
  const all: Taken[] = [];
  for (const count of counts) {
    const service = stack.use(await startService({ ASSET_ROOT: folder, RENDERERS: String(count) }));
    all.push({ service, fresh: [], known: [], footprint: 0 });
  }
  // the first round warms up
  for (let round = 0; round <= rounds; round++)
    for (const taken of all) {
      const [fresh, known] = [
        await freshRate(taken.service, models, sources),
        await knownRate(taken.service, models, sources),
      ];
      if (round > 0) taken.fresh.push(fresh);
      if (round > 0) taken.known.push(known);
      taken.footprint = await footprintOf([taken.service.pid]);
    }
  const best = all.toSorted((a, b) => median(b.fresh) - median(a.fresh))[0];
  return {
    rows: [
      {
        what: `browsers: most thumbnails of new models, on ${availableParallelism()} cores`,
        measured: `${best?.service.browsers} browsers: ${median(best?.fresh ?? []).toFixed(2)} a second`,
      },
    ],
    details: [
      {
        title: `Thumbnails a second by browsers, ${clients} clients (512², medians of ${rounds} rounds)`,
        head: ['browsers', 'new models', 'a model again', 'memory'],
        lines: all.map(({ service, fresh, known, footprint }) => [
          String(service.browsers),
          median(fresh).toFixed(2),
          median(known).toFixed(2),
          `${(footprint / 2 ** 20).toFixed(0)} MiB`,
        ]),
      },
    ],
  };
}

async function freshRate(service: Service, models: Models, sources: readonly Source[]): Promise<number> {
  const files: string[] = [];
  while (files.length < requests) for (const source of sources) files.push(await models.make(source));
  const rate = await rateOf(
    service,
    files.map(model => ({ model, turn: 30 })),
  );
  await Promise.all(files.map(file => models.remove(file)));
  return rate;
}

/** One model from all sides, as far as its stage still has it. */
async function knownRate(service: Service, models: Models, [source]: readonly Source[]): Promise<number> {
  if (!source) throw new Error('there is no model');
  const model = await models.make(source);
  const rate = await rateOf(
    service,
    Array.from({ length: requests }, (_, index) => ({ model, turn: (360 / requests) * index })),
  );
  await models.remove(model);
  return rate;
}

async function rateOf(service: Service, asked: { model: string; turn: number }[]): Promise<number> {
  await using client = openClient({ connections: clients });
  const waiting = asked.values();
  const started = performance.now();
  await Promise.all(
    // one iterator for all: each takes the next that nobody has
    Array.from({ length: clients }, async () => {
      for (const { model, turn } of waiting)
        drawnIn(
          await client.post(`${service.url}/renders`, {
            model,
            camera: { orbit: [turn, 15] },
            output: { width: 512, height: 512 },
          }),
        );
    }),
  );
  return (asked.length / (performance.now() - started)) * 1000;
}
