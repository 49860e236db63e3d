import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openTestService, type TestService } from '../test/support/service.ts';
import { freshModels } from './support/fresh.ts';
import { print } from './support/report.ts';
import { median, quantile, sum } from './support/statistics.ts';

/**
 * How many browsers are best here: thumbnails of new models for eight clients, with one browser, two, and so on, in turns.
 * `node bench/renderers.ts [most browsers] [rounds]`.
 */
const [most = 3, rounds = 4] = process.argv.slice(2).map(Number);
const clients = 8;
/** Pictures of a turn. */
const each = 16;

const paths = ['mug.glb', 'chair.glb'].map(name => fileURLToPath(new URL(`../scenes/models/${name}`, import.meta.url)));
const models = await Promise.all(paths.map(freshModels));

interface Turn {
  /** Seconds. */
  took: number;
  /** Milliseconds of each request. */
  waits: number[];
}

async function turnOf(service: TestService): Promise<Turn> {
  const bodies: Uint8Array[] = [];
  for (let at = 0; at < each; at++) bodies.push((await models[at % models.length]?.next()) ?? new Uint8Array());
  const waits: number[] = [];
  const started = performance.now();
  const client = async () => {
    for (let body = bodies.pop(); body; body = bodies.pop()) {
      const asked = performance.now();
      const headers = { 'content-type': 'model/gltf-binary', accept: 'image/*' };
      const query = 'width=512&format=webp';
      const answer = await fetch(`${service.url}/renders?${query}`, {
        method: 'POST',
        headers,
        body: Buffer.from(body),
      });
      await answer.arrayBuffer();
      if (answer.status !== 201) throw new Error(`${answer.status}`);
      waits.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { took: (performance.now() - started) / 1000, waits };
}

const services: { count: number; service: TestService; turns: Turn[] }[] = [];
try {
  for (let count = 1; count <= most; count++)
    services.push({ count, service: await openTestService({ RENDERERS: String(count), GPU: 'auto' }), turns: [] });
  // the first round is not counted: what is compiled once is compiled in it
  for (let round = 0; round <= rounds; round++)
    for (const { service, turns } of services) {
      const turn = await turnOf(service);
      if (round > 0) turns.push(turn);
    }
  print({
    title: `Thumbnails of new models, 512 × 512, ${clients} clients, ${availableParallelism()} cores`,
    head: ['browsers', 'a second', 'p50', 'p95'],
    lines: services.map(({ count, turns }) => {
      const waits = turns.flatMap(one => one.waits);
      const rate = (each * turns.length) / sum(turns.map(({ took }) => took));
      return [
        String(count),
        rate.toFixed(2),
        `${median(waits).toFixed(0)} ms`,
        `${quantile(waits, 0.95).toFixed(0)} ms`,
      ];
    }),
  });
} finally {
  for (const { service } of services) await service.close();
}
