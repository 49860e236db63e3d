import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SceneInput } from '../scenes/scene.ts';
import { startBareServer } from './support/bare.ts';
import { type Answer, type Client, openClient, renderedIn } from './support/client.ts';
import { Missing } from './support/missing.ts';
import { ms, type Report, type Table } from './support/report.ts';
import { startService } from './support/service.ts';
import { type StaticServer, startNginx, startSirv } from './support/static.ts';
import { median, quantile } from './support/statistics.ts';

const scene: SceneInput = { model: 'chair.glb', output: { width: 512, height: 512 } };
/** Milliseconds. */
const limit = 3;
const requests = 300;
const warmUp = 30;
const connections = 8;

/** Something that is asked for again and again. */
interface Ask {
  name: string;
  /** What of ours it is compared with, by name. */
  beside: string;
  ask(client: Client): Promise<Answer>;
}

/** How long a picture takes that is stored already, beside servers that give the same bytes and do nothing else. */
export async function stored(): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-static-'));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const service = stack.use(await startService());
  const client = stack.use(openClient());
  const renders = `${service.url}/renders`;
  const first = await client.post(renders, scene);
  const { id, frames } = renderedIn(first);
  const frame = await client.get(frames[0]?.url ?? '');
  await writeFile(join(folder, 'render.json'), first.bytes);
  await writeFile(join(folder, 'frame.png'), frame.bytes);
  const bare = stack.use(await startBareServer(first.bytes));
  const { servers, skipped } = await startOthers(folder, stack);

  const asks: Ask[] = [
    { name: post, beside: post, ask: client => found(client.post(renders, scene)) },
    { name: json, beside: json, ask: client => client.get(`${renders}/${id}`) },
    { name: picture, beside: picture, ask: client => client.get(frames[0]?.url ?? '') },
    { name: 'bare node:http, the same JSON', beside: post, ask: client => client.post(bare.url, scene) },
    ...servers.flatMap(({ name, url }): Ask[] => [
      { name: `${name}, the same JSON`, beside: json, ask: client => client.get(`${url}/render.json`) },
      { name: `${name}, the same frame`, beside: picture, ask: client => client.get(`${url}/frame.png`) },
    ]),
  ];
  const taken = await inTurns(asks, client);
  const rates = await throughputs(asks);
  const own = taken.get(post) ?? [];
  return {
    rows: [
      {
        what: `stored: the same request again, ${requests} times`,
        asked: `p50 ≤ ${limit} ms`,
        measured: `p50 ${ms(median(own))}, p95 ${ms(quantile(own, 0.95))}`,
        holds: median(own) <= limit,
      },
      ...servers.flatMap(({ name }) => [
        besideRow(taken, post, `${name}, the same JSON`),
        besideRow(taken, picture, `${name}, the same frame`),
      ]),
      {
        what: `stored: ${connections} connections`,
        measured: `${(rates.get(post) ?? 0).toFixed(0)} requests a second`,
      },
    ],
    details: [tableOf(asks, taken, rates), { title: 'Not measured', head: ['', 'why'], lines: skipped }].filter(
      ({ lines }) => lines.length > 0,
    ),
  };
}

const post = 'POST /renders, stored';
const json = 'GET /renders/{id}';
const picture = 'GET the frame';

async function startOthers(
  folder: string,
  stack: AsyncDisposableStack,
): Promise<{ servers: StaticServer[]; skipped: string[][] }> {
  const servers: StaticServer[] = [];
  const skipped: string[][] = [];
  for (const [name, start] of [
    ['sirv', startSirv],
    ['nginx', startNginx],
  ] as const) {
    try {
      servers.push(stack.use(await start(folder)));
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      skipped.push([name, error.message]);
    }
  }
  return { servers, skipped };
}

/** In turns, so that whatever else the machine does falls on all alike. */
async function inTurns(asks: readonly Ask[], client: Client): Promise<Map<string, number[]>> {
  const taken = new Map(asks.map(({ name }) => [name, [] as number[]]));
  for (let index = 0; index < warmUp + requests; index++)
    for (const { name, ask } of asks) {
      const answer = await ask(client);
      if (index >= warmUp) taken.get(name)?.push(answer.ms);
    }
  return taken;
}

async function found(answering: Promise<Answer>): Promise<Answer> {
  const answer = await answering;
  if (answer.status !== 200) throw new Error(`the answer is ${answer.status}: it was not found stored`);
  return answer;
}

/** Answers a second, where each connection asks again as soon as it is answered. */
async function throughputs(asks: readonly Ask[]): Promise<Map<string, number>> {
  const rates = new Map<string, number>();
  for (const { name, ask } of asks) {
    await using client = openClient({ connections });
    const started = performance.now();
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (let index = 0; index < requests / connections; index++) await ask(client);
      }),
    );
    rates.set(name, (requests / (performance.now() - started)) * 1000);
  }
  return rates;
}

function besideRow(taken: ReadonlyMap<string, number[]>, own: string, other: string): Report['rows'][number] {
  const [ours, theirs] = [median(taken.get(own) ?? []), median(taken.get(other) ?? [])];
  return {
    what: `stored: ${own} ÷ ${other}`,
    measured: `${(ours / theirs).toFixed(1)} × (${ms(ours)} ÷ ${ms(theirs)})`,
  };
}

function tableOf(
  asks: readonly Ask[],
  taken: ReadonlyMap<string, number[]>,
  rates: ReadonlyMap<string, number>,
): Table {
  const p50 = (name: string) => median(taken.get(name) ?? []);
  return {
    title: `A stored render beside less work (one at a time, in turns; then ${connections} connections)`,
    head: ['', 'p50', 'p95', 'requests a second', 'compare with', 'that ÷ it'],
    lines: asks.map(({ name, beside }) => [
      name,
      ms(p50(name)),
      ms(quantile(taken.get(name) ?? [], 0.95)),
      (rates.get(name) ?? 0).toFixed(0),
      beside === name ? '' : beside,
      beside === name ? '' : `${(p50(beside) / p50(name)).toFixed(1)} ×`,
    ]),
  };
}
