import type { SceneInput } from '../scenes/scene.ts';
import { blankPage, type Chrome, chromeOf } from './support/chrome.ts';
import { drawnIn, openClient } from './support/client.ts';
import { type Timed, whereItGoes } from './support/phases.ts';
import { type Report, seconds } from './support/report.ts';
import { startService } from './support/service.ts';
import { median } from './support/statistics.ts';

const scene: SceneInput = { model: 'chair.glb', output: { width: 512, height: 512 } };
/** The same from another side: all that it needs is there by then. */
const again: SceneInput = { ...scene, camera: { orbit: [40, 15] } };
/** How many times as long as Chrome alone a first picture may take. */
const limit = 4;
const starts = 7;

/** Milliseconds from the start of the process. */
interface Start {
  listening: number;
  ready: number;
  picture: number;
  /** The request for it. */
  first: Timed;
  /** Of one like it, right after it. */
  second: number;
  chrome: Chrome;
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
  const picture = median(taken.map(one => one.picture));
  const line = (name: string, values: readonly number[]) => [
    name,
    seconds(median(values)),
    `${seconds(Math.min(...values))}–${seconds(Math.max(...values))}`,
    `${(median(values) / chrome).toFixed(1)} ×`,
  ];
  return {
    rows: [
      {
        what: `start: first picture ÷ Chrome and a blank page, medians of ${starts}`,
        asked: `≤ ${limit} ×`,
        measured: `${(picture / chrome).toFixed(1)} × (${seconds(picture)} ÷ ${seconds(chrome)})`,
        holds: picture <= limit * chrome,
      },
      { what: 'start: ready', measured: seconds(median(taken.map(one => one.ready))) },
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
          line(
            'of it: ready after it listens',
            taken.map(one => one.ready - one.listening),
          ),
          line(
            'of it: the request for the picture',
            taken.map(one => one.first.ms),
          ),
          line(
            'the request for one like it, right after',
            taken.map(one => one.second),
          ),
          line(
            'ready, and one for which all is there',
            taken.map(one => one.ready + one.second),
          ),
          line('Chrome alone, a blank page', blank),
        ],
      },
      whereItGoes(
        'Where the first picture’s time goes (p50)',
        new Map([['first picture', taken.map(one => one.first)]]),
      ),
    ],
  };
}

async function startOnce(): Promise<Start> {
  await using service = await startService();
  await using client = openClient();
  const answer = await client.post(`${service.url}/renders`, scene);
  const picture = performance.now() - service.started;
  const { ms: second } = await client.post(`${service.url}/renders`, again);
  return {
    listening: service.listening,
    ready: service.ready,
    picture,
    first: { ms: answer.ms, timings: drawnIn(answer).timings },
    second,
    chrome: await chromeOf(service),
  };
}
