import type { SceneInput } from '../scenes/scene.ts';
import { startBareServer } from './support/bare.ts';
import { type Answer, openClient, renderedIn } from './support/client.ts';
import { ms, type Report } from './support/report.ts';
import { startService } from './support/service.ts';
import { median, quantile } from './support/statistics.ts';

const scene: SceneInput = { model: 'chair.glb', output: { width: 512, height: 512 } };
/** Milliseconds. */
const limit = 6;
const requests = 200;
const warmUp = 20;
const connections = 8;

/** How long a picture takes that is stored already. */
export async function stored(): Promise<Report> {
  await using service = await startService();
  await using client = openClient();
  const renders = `${service.url}/renders`;
  const first = await client.post(renders, scene);
  const [frame] = renderedIn(first).frames;
  await using bare = await startBareServer(first.bytes);

  // In turns, so that whatever else the machine does falls on all alike.
  const taken = await inTurns({
    render: () => found(client.post(renders, scene)),
    json: () => client.get(`${renders}/${renderedIn(first).id}`),
    frame: () => client.get(frame?.url ?? ''),
    bare: () => client.post(bare.url, scene),
  });
  const p50 = (name: keyof typeof taken) => median(taken[name]);
  const rate = await throughput(() => renders);
  const bareRate = await throughput(() => bare.url);
  const times = (value: number) => `${(p50('render') / value).toFixed(1)} ×`;

  return {
    rows: [
      {
        what: `stored: the same request again, ${requests} times`,
        asked: `p50 ≤ ${limit} ms`,
        measured: `p50 ${ms(p50('render'))}, p95 ${ms(quantile(taken.render, 0.95))}`,
        holds: p50('render') <= limit,
      },
      { what: `stored: ${connections} connections`, measured: `${Math.round(rate)} requests a second` },
    ],
    details: [
      {
        title: 'A stored render beside less work (in turns)',
        head: ['', 'p50', 'p95', 'POST /renders ÷ it'],
        lines: (['render', 'json', 'frame', 'bare'] as const).map(name => [
          names[name],
          ms(p50(name)),
          ms(quantile(taken[name], 0.95)),
          times(p50(name)),
        ]),
      },
      {
        title: `Throughput over ${connections} connections`,
        head: ['', 'requests a second'],
        lines: [
          [names.render, rate.toFixed(0)],
          [names.bare, bareRate.toFixed(0)],
        ],
      },
    ],
  };
}

const names = {
  render: 'POST /renders, stored',
  json: 'GET /renders/{id}',
  frame: 'GET the frame',
  bare: 'bare node:http, the same JSON',
};

async function inTurns<Name extends string>(
  asks: Record<Name, () => Promise<Answer>>,
): Promise<Record<Name, number[]>> {
  const kinds = Object.keys(asks) as Name[];
  const taken = Object.fromEntries(kinds.map(kind => [kind, [] as number[]])) as Record<Name, number[]>;
  for (let index = 0; index < warmUp + requests; index++)
    for (const kind of kinds) {
      const answer = await asks[kind]();
      if (index >= warmUp) taken[kind].push(answer.ms);
    }
  return taken;
}

async function found(answering: Promise<Answer>): Promise<Answer> {
  const answer = await answering;
  if (answer.status !== 200) throw new Error(`the answer is ${answer.status}: it was not found stored`);
  return answer;
}

/** Answers a second, where each connection asks again as soon as it is answered. */
async function throughput(url: () => string): Promise<number> {
  await using client = openClient({ connections });
  const each = requests / connections;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let index = 0; index < each; index++) await found(client.post(url(), scene));
    }),
  );
  return (requests / (performance.now() - started)) * 1000;
}
