import { setTimeout as pause } from 'node:timers/promises';
import type { SceneInput } from '../scenes/scene.ts';
import { drawnIn, openClient } from './support/client.ts';
import { ms, type Report } from './support/report.ts';
import { type Service, startService } from './support/service.ts';
import { median, quantile } from './support/statistics.ts';
import { startSlowHost } from './support/trickle.ts';

const requests = 30;
/** Requests for models of the slow host, all at once. */
const slow = 12;
/** Views of the long request. */
const views = 64;
/** How much longer small jobs may take beside a slow host, which takes nothing that they need. */
const limit = 1.2;

interface Waits {
  name: string;
  taken: number[];
}

/** How long small jobs wait, alone and beside others, with one browser. */
export async function scheduling(): Promise<Report> {
  await using host = await startSlowHost();
  await using service = await startService({ RENDERERS: '1', ASSET_HOSTS: host.host, RENDER_TIMEOUT: '600' });
  await small(service, 5);
  const alone = await small(service, requests);
  const besideSlow = await beside(
    service,
    Array.from({ length: slow }, (_, index) => ({ model: `http://${host.host}/${index}.glb` })),
  );
  const besideLong = await beside(service, [turntable(views)]);
  const p50 = median(alone);
  const rows: Waits[] = [
    { name: 'alone', taken: alone },
    { name: `beside ${slow} requests for models of a slow host`, taken: besideSlow },
    { name: `beside one of ${views} views of 512²`, taken: besideLong },
  ];
  return {
    rows: [
      {
        what: 'scheduling: small jobs beside a slow asset host ÷ alone, p50',
        asked: `≤ ${limit} ×`,
        measured: `${(median(besideSlow) / p50).toFixed(2)} × (${ms(median(besideSlow))} ÷ ${ms(p50)})`,
        holds: median(besideSlow) <= limit * p50,
      },
      {
        what: 'scheduling: small jobs beside a long one',
        measured: `p50 ${ms(median(besideLong))}, p95 ${ms(quantile(besideLong, 0.95))}`,
      },
    ],
    details: [
      {
        title: 'The whole wait of a small job (128², draft), one browser, one client',
        head: ['', 'of', 'p50', 'p95', 'most', '÷ alone (p50)'],
        lines: rows.map(({ name, taken }) => [
          name,
          String(taken.length),
          ms(median(taken)),
          ms(quantile(taken, 0.95)),
          ms(Math.max(...taken)),
          `${(median(taken) / p50).toFixed(2)} ×`,
        ]),
      },
    ],
  };
}

/** Small jobs while others are under way: as many as are asked for before those have ended. */
async function beside(service: Service, others: readonly SceneInput[]): Promise<number[]> {
  await using client = openClient({ connections: others.length });
  const over = new AbortController();
  const busy = others.map(scene => client.post(`${service.url}/renders`, scene));
  const ended = Promise.allSettled(busy).finally(() => over.abort());
  // they are under way
  await pause(500);
  const taken = await small(service, requests, over.signal);
  // where there was nothing to wait beside, the answers say why
  if (taken.length === 0) await Promise.all(busy);
  await client.giveUp(new Error('they were waited for long enough'));
  await ended;
  return taken;
}

let turn = 0;

/** Milliseconds of one after the other, none like another. */
async function small(service: Service, count: number, over?: AbortSignal): Promise<number[]> {
  await using client = openClient();
  const taken: number[] = [];
  // one that was asked for while others were under way counts, however long it took
  while (taken.length < count && !over?.aborted) {
    const answer = await client.post(`${service.url}/renders`, {
      model: 'mug.glb',
      camera: { orbit: [++turn / 100, 15] },
      output: { width: 128, height: 128, sampling: 'draft' },
    });
    drawnIn(answer);
    taken.push(answer.ms);
  }
  return taken;
}

function turntable(count: number): SceneInput {
  const angles = Array.from({ length: count }, (_, index) => (360 / count) * index);
  return {
    model: 'chair.glb',
    views: Object.fromEntries(
      angles.map((angle, index) => [`view-${index}`, { orbit: [angle, 15] as [number, number] }]),
    ),
    output: { width: 512, height: 512 },
  };
}
