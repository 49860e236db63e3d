import type { SceneInput } from '../scenes/scene.ts';
import { type Answer, type Client, drawnIn, openClient } from './support/client.ts';
import { type Timed, whereItGoes } from './support/phases.ts';
import { ms, type Report, type Row, type Table } from './support/report.ts';
import { startService } from './support/service.ts';
import { momentsRows } from './many/moments.ts';
import { median, quantile, sum } from './support/statistics.ts';

interface Case {
  name: string;
  /** Views in one request. */
  views: number;
  /** Pixels. */
  width: number;
  height: number;
  /** How often it is asked for. */
  times: number;
}

const turntable: Case = { name: 'turntable', views: 24, width: 512, height: 512, times: 3 };
const sequence: Case = { name: 'sequence', views: 12, width: 1920, height: 1080, times: 2 };
/** Rasters for which a view may pay. */
const allowance = 1.1;
/** Of the raster's rate, what a sequence has to reach. */
const share = 0.9;
/** What drawing and reading back one view costs. */
const rasters = ['submit', 'raster', 'readback'];

/** One request of many views, and the views that were asked for one by one beside it. */
interface Turn {
  whole: Timed;
  singles: Timed[];
}

/** Whether many pictures from one scene load it once. */
export async function many(): Promise<Report> {
  await using service = await startService({ RENDERERS: '1' });
  await using client = openClient();
  const turns = new Map<Case, Turn[]>();
  for (const one of [turntable, sequence]) turns.set(one, await taken(one, client, `${service.url}/renders`));
  const [round = [], film = []] = [turns.get(turntable), turns.get(sequence)];
  return {
    rows: [roundRow(round), filmRow(film), ...(await momentsRows())],
    details: [
      ...[...turns].map(([one, all]) => summary(one, all)),
      whereItGoes(
        'Where the time of many goes (p50; what overlaps counts twice)',
        new Map(
          [...turns].flatMap(([one, all]) => [
            [`${titleOf(one)}: one view`, all.flatMap(({ singles }) => singles)] as const,
            [`${one.views} in one request`, all.map(({ whole }) => whole)] as const,
          ]),
        ),
      ),
    ],
  };
}

async function taken(one: Case, client: Client, url: string): Promise<Turn[]> {
  const turns: Turn[] = [];
  // the first warms up
  for (let turn = 0; turn <= one.times; turn++) {
    const angles = Array.from({ length: one.views }, (_, view) => (360 / one.views) * view + turn / 100);
    const singles: Timed[] = [];
    // half of them, all around: enough for a median
    for (const angle of angles.filter((_, index) => index % 2 === turn % 2))
      singles.push(timedOf(await client.post(url, sceneOf(one, [angle + 0.005]))));
    const whole = timedOf(await client.post(url, sceneOf(one, angles)));
    if (turn > 0) turns.push({ whole, singles });
  }
  return turns;
}

function timedOf(answer: Answer): Timed {
  return { ms: answer.ms, timings: drawnIn(answer).timings };
}

function sceneOf({ width, height }: Case, angles: readonly number[]): SceneInput {
  const views = angles.map((angle, index) => [`view-${index}`, { orbit: [angle, 15] as [number, number] }]);
  return { model: 'chair.glb', views: Object.fromEntries(views), output: { width, height } };
}

/** Milliseconds that a view alone spends on the GPU. */
function rasterOf(turns: readonly Turn[]): number {
  return median(turns.flatMap(({ singles }) => singles.map(rasterIn)));
}

function rasterIn({ timings }: Timed): number {
  return sum(rasters.map(name => timings[name] ?? 0));
}

/** Milliseconds of a view alone that are not the GPU's: what is paid once. */
function loadOf(turns: readonly Turn[]): number {
  return median(turns.flatMap(({ singles }) => singles.map(one => one.ms - rasterIn(one))));
}

function wholes(turns: readonly Turn[]): number[] {
  return turns.map(({ whole }) => whole.ms);
}

function roundRow(turns: readonly Turn[]): Row {
  const [whole, raster, load] = [median(wholes(turns)), rasterOf(turns), loadOf(turns)];
  const bound = load + turntable.views * allowance * raster;
  return {
    what: `many: ${titleOf(turntable)}`,
    asked: `≤ 1 load + ${turntable.views} × ${allowance} rasters = ${ms(bound)}`,
    measured: `${ms(whole)}: 1 load + ${turntable.views} × ${((whole - load) / turntable.views / raster).toFixed(2)} rasters`,
    holds: whole <= bound,
  };
}

function filmRow(turns: readonly Turn[]): Row {
  const [whole, raster] = [median(wholes(turns)), rasterOf(turns)];
  const reached = (raster * sequence.views) / whole;
  const rate = (1000 * sequence.views) / whole;
  return {
    what: `many: ${titleOf(sequence)}`,
    asked: `≥ ${share} of the raster’s rate`,
    measured: `${reached.toFixed(2)} (${rate.toFixed(2)} of ${(1000 / raster).toFixed(2)} a second)`,
    holds: reached >= share,
  };
}

function summary(one: Case, turns: readonly Turn[]): Table {
  const all = wholes(turns);
  return {
    title: `${titleOf(one)}, ${one.times} times`,
    head: ['', 'p50', 'p95'],
    lines: [
      ['all in one request', ms(median(all)), ms(quantile(all, 0.95))],
      ['÷ views', ms(median(all) / one.views), ms(quantile(all, 0.95) / one.views)],
      ['one view: raster (submit + raster + readback)', ms(rasterOf(turns)), ''],
      ['one view: all else (what is paid once)', ms(loadOf(turns)), ''],
    ],
  };
}

function titleOf({ name, views, width, height }: Case): string {
  return `${name} of ${views}, ${width} × ${height}`;
}
