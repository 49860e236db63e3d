import type { SceneInput } from '../scenes/scene.ts';
import { blankPage, chromeOf } from './support/chrome.ts';
import { drawnIn, openClient } from './support/client.ts';
import type { CommandLine } from './support/processes.ts';
import { type Report, seconds } from './support/report.ts';
import { startService } from './support/service.ts';
import { median } from './support/statistics.ts';

const scene: SceneInput = { model: 'chair.glb', output: { width: 512, height: 512 } };
/** Milliseconds. */
const limit = 2500;
const starts = 7;

/** Milliseconds from the start of the process. */
interface Start {
  listening: number;
  ready: number;
  picture: number;
  chrome: CommandLine;
}

/** How long it takes from nothing to ready, and to a first picture. */
export async function start(): Promise<Report> {
  const taken: Start[] = [];
  const blank: number[] = [];
  // In turns, so that whatever else the machine does falls on both alike.
  for (let index = 0; index < starts; index++) {
    const one = await startOnce();
    taken.push(one);
    blank.push(await blankPage(one.chrome));
  }
  const chrome = median(blank);
  const ready = median(taken.map(one => one.ready));
  const line = (name: string, values: readonly number[]) => [
    name,
    seconds(median(values)),
    `${seconds(Math.min(...values))}–${seconds(Math.max(...values))}`,
    `${(median(values) / chrome).toFixed(1)} ×`,
  ];
  return {
    rows: [
      {
        what: `start: ready, median of ${starts}`,
        asked: `≤ ${limit / 1000} s`,
        measured: `${seconds(ready)}, ${(ready / chrome).toFixed(1)} × Chrome and a blank page`,
        holds: ready <= limit,
      },
      { what: 'start: first picture', measured: seconds(median(taken.map(one => one.picture))) },
    ],
    details: [
      {
        title: `From the start of the process, ${starts} starts`,
        head: ['', 'median', 'range', '÷ Chrome and a blank page'],
        lines: [
          line(
            'listens',
            taken.map(one => one.listening),
          ),
          line(
            'ready',
            taken.map(one => one.ready),
          ),
          line(
            'first picture (chair, 512²)',
            taken.map(one => one.picture),
          ),
          line('Chrome alone, a blank page', blank),
        ],
      },
    ],
  };
}

async function startOnce(): Promise<Start> {
  await using service = await startService();
  await using client = openClient();
  drawnIn(await client.post(`${service.url}/renders`, scene));
  const picture = performance.now() - service.started;
  return { listening: service.listening, ready: service.ready, picture, chrome: await chromeOf(service) };
}
