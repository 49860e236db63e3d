import { framesOf } from '../../renderer/pipeline/events.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import type { Moment } from '../../scenes/pictures.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { assetsOf, sceneFrom, withRenderer } from '../../test/support/studio.ts';
import { ms, type Row } from '../support/report.ts';
import { median, sum } from '../support/statistics.ts';

const moments = 24;
/** Pixels. */
const side = 512;
/** Seconds of the flag's clip `wave`. */
const length = 2;
/** How often they are asked for; the first time warms up. */
const times = 3;
/** Rasters for which a moment may pay. */
const allowance = 1.1;
/** Phases of drawing and reading back one picture, and of loading its scene. */
const rasters = ['submit', 'raster', 'readback'];
const loads = ['load', 'decode'];
/** Loads of a single moment for which all of them may pay. */
const loadAllowance = 1.5;

/** Milliseconds of a request, and of its phases. */
interface Timed {
  ms: number;
  raster: number;
  load: number;
}

/** Whether many moments of one scene load it once. The language cannot ask for them yet, so the renderer is asked directly. */
export async function momentsRows(): Promise<Row[]> {
  const { wholes, singles } = await withRenderer(taken);
  const [whole, raster] = [median(wholes.map(one => one.ms)), median(singles.map(one => one.raster))];
  const rest = median(singles.map(one => one.ms - one.raster));
  const bound = rest + moments * allowance * raster;
  const [all, one] = [median(wholes.map(({ load }) => load)), median(singles.map(({ load }) => load))];
  const what = `many: ${moments} moments of the flag’s clip, ${side} × ${side}`;
  return [
    {
      what,
      asked: `≤ 1 load + ${moments} × ${allowance} rasters = ${ms(bound)}`,
      measured: `${ms(whole)}: 1 load + ${moments} × ${((whole - rest) / moments / raster).toFixed(2)} rasters`,
      holds: whole <= bound,
    },
    {
      what: `${what}: load and decode of all ÷ of one`,
      asked: `≤ ${loadAllowance} ×`,
      measured: `${(all / one).toFixed(2)} × (${ms(all)} ÷ ${ms(one)})`,
      holds: all <= loadAllowance * one,
    },
  ];
}

async function taken(renderer: Renderer): Promise<{ wholes: Timed[]; singles: Timed[] }> {
  const wholes: Timed[] = [];
  const singles: Timed[] = [];
  for (let turn = 0; turn <= times; turn++) {
    const all = Array.from({ length: moments }, (_, at) => (length / moments) * (at + turn / 10));
    // half of them, all through the clip: enough for a median
    for (const seconds of all.filter((_, at) => at % 2 === turn % 2)) {
      const one = await timed(renderer, sceneAt(seconds + 0.005), []);
      if (turn > 0) singles.push(one);
    }
    const whole = await timed(
      renderer,
      sceneAt(length + turn),
      all.map(seconds => ({ seconds })),
    );
    if (turn > 0) wholes.push(whole);
  }
  return { wholes, singles };
}

async function timed(renderer: Renderer, input: SceneInput, at: readonly Moment[]): Promise<Timed> {
  const scene = { ...sceneFrom(input), moments: at };
  const assets = await assetsOf(scene);
  const started = performance.now();
  let [raster, load] = [0, 0];
  for await (const { timings } of framesOf(renderer.render({ scene, assets }, new AbortController().signal))) {
    raster += sum(rasters.map(name => timings[name] ?? 0));
    load += sum(loads.map(name => timings[name] ?? 0));
  }
  return { ms: performance.now() - started, raster, load };
}

/** Each time another one, which is loaded anew. */
function sceneAt(seconds: number): SceneInput {
  return {
    model: { src: 'flag.glb', animation: { clip: 'wave', time: seconds } },
    camera: { orbit: [30, 15] },
    output: { width: side, height: side },
  };
}
