import type { SceneInput } from '../scenes/scene.ts';
import type { Engine } from '../renderer/browser/profile.ts';
import { blankPage, type Chrome, chromeOf } from './support/chrome.ts';
import { drawnIn, openClient } from './support/client.ts';
import { type Timed, whereItGoes } from './support/phases.ts';
import { type Report, type Row, seconds } from './support/report.ts';
import { startService } from './support/service.ts';
import { withoutShaders } from './support/shaders.ts';
import { median } from './support/statistics.ts';

const scene: SceneInput = { model: 'chair.glb', output: { width: 512, height: 512 } };
/** The same from another side: all that it needs is there by then. */
const again: SceneInput = { ...scene, camera: { orbit: [40, 15] } };
/** How many times as long as Chrome alone a first picture may take, and how many milliseconds. */
const limits = {
  gpu: { times: 4, longest: Infinity },
  lavapipe: { times: 5, longest: 1500 },
  swiftshader: { times: 4, longest: Infinity },
} satisfies Record<Engine, { times: number; longest: number }>;
const starts = 7;
/** Without shaders that were compiled before, which only lavapipe keeps. */
const coldStarts = 3;

/** Milliseconds from the start of the process. */
interface Start {
  engine: Engine;
  listening: number;
  ready: number;
  picture: number;
  /** The request for it. */
  first: Timed;
  /** Of one like it, right after it. */
  second: number;
  chrome: Chrome;
}

/** Starts of the service, and of Chrome with a blank page. */
interface Taken {
  engine: Engine;
  warm: Start[];
  /** Those with no compiled shaders; none where the engine keeps none. */
  cold: Start[];
  blank: number[];
}

/** How long it takes from nothing to ready, and to a first picture. */
export async function start(): Promise<Report> {
  const taken = await takeStarts();
  const pictures = new Map([
    ['first picture', taken.warm.map(one => one.first)],
    ['without compiled shaders', taken.cold.map(one => one.first)],
  ]);
  const drawn = new Map([...pictures].filter(([, all]) => all.length > 0));
  return {
    rows: rowsOf(taken),
    details: [tableOf(taken), whereItGoes('Where the first picture’s time goes (p50)', drawn)],
  };
}

/** In turns, so that whatever else the machine does falls on all alike. */
async function takeStarts(): Promise<Taken> {
  // what was not compiled yet is now
  const { engine } = await startOnce();
  const taken: Taken = { engine, warm: [], cold: [], blank: [] };
  for (let index = 0; index < starts; index++) {
    const one = await startOnce();
    taken.warm.push(one);
    taken.blank.push(await blankPage(one.chrome));
    if (engine === 'lavapipe' && index < coldStarts) taken.cold.push(await withoutShaders(startOnce));
  }
  return taken;
}

async function startOnce(): Promise<Start> {
  await using service = await startService();
  await using client = openClient();
  const answer = await client.post(`${service.url}/renders`, scene);
  const picture = performance.now() - service.started;
  const { ms: second } = await client.post(`${service.url}/renders`, again);
  return {
    engine: service.engine,
    listening: service.listening,
    ready: service.ready,
    picture,
    first: { ms: answer.ms, timings: drawnIn(answer).timings },
    second,
    chrome: await chromeOf(service),
  };
}

function rowsOf({ engine, warm, cold, blank }: Taken): Row[] {
  const { times, longest } = limits[engine];
  const [picture, chrome] = [median(warm.map(one => one.picture)), median(blank)];
  const absolute = {
    what: `start: first picture (${engine}), median of ${starts}`,
    measured: seconds(picture),
    ...(Number.isFinite(longest) && { asked: `≤ ${seconds(longest)}`, holds: picture <= longest }),
  };
  const relative = {
    what: `start: first picture ÷ Chrome and a blank page, medians of ${starts}`,
    asked: `≤ ${times} ×`,
    measured: `${(picture / chrome).toFixed(1)} × (${seconds(picture)} ÷ ${seconds(chrome)})`,
    holds: picture <= times * chrome,
  };
  const without = cold.length > 0 && {
    what: `start: first picture without compiled shaders, median of ${cold.length}`,
    measured: seconds(median(cold.map(one => one.picture))),
  };
  const ready = { what: 'start: ready', measured: seconds(median(warm.map(one => one.ready))) };
  return [absolute, relative, ...(without ? [without] : []), ready];
}

function tableOf({ warm, cold, blank }: Taken): Report['details'][number] {
  const chrome = median(blank);
  const line = (name: string, values: readonly number[]) => [
    name,
    seconds(median(values)),
    `${seconds(Math.min(...values))}–${seconds(Math.max(...values))}`,
    `${(median(values) / chrome).toFixed(1)} ×`,
  ];
  const all = (name: string, value: (one: Start) => number, of: readonly Start[] = warm) => line(name, of.map(value));
  return {
    title: `From the start of the process, ${starts} starts`,
    head: ['', 'median', 'range', '÷ Chrome and a blank page'],
    lines: [
      all('listens', one => one.listening),
      all('ready', one => one.ready),
      all('first picture (chair, 512²)', one => one.picture),
      all('of it: ready after it listens', one => one.ready - one.listening),
      all('of it: the request for the picture', one => one.first.ms),
      all('the request for one like it, right after', one => one.second),
      all('ready, and one for which all is there', one => one.ready + one.second),
      ...(cold.length > 0 ? [all('first picture without compiled shaders', one => one.picture, cold)] : []),
      line('Chrome alone, a blank page', blank),
    ],
  };
}
