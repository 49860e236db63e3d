import type { Camera, OrthographicCamera, PerspectiveCamera } from 'three/webgpu';
import { context } from 'three/tsl';
import type { Shot, Timings } from '../../contract.ts';
import type { Film, Developing } from './film.ts';
import { nextFrame } from '../gpu/frames.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { resolveByTone } from './resolve.ts';
import { jitter, type SamplingPlan } from '../sampling/plan.ts';
import type { StageSet } from '../scene/built-scene.ts';
import { fitShadows } from '../lights/shadows/fit.ts';
import { shiftLights } from '../lights/soft-lights.ts';
import { timed } from '../util/stopwatch.ts';

type Pixels = Uint8Array<ArrayBuffer>;

/** Of a scene that no environment lights. */
const unshaded = context();

/** Exposures between two looks at whether more of them would change the picture. */
const stride = 4;
/** Levels, of 255, by which a channel may still change, and the share of them that may do so by more. */
const levels = 2;
const share = 0.0005;

/** Draws a view until further exposures would not change it, or for as many as there are at most. */
export async function expose(
  gpu: Gpu,
  set: StageSet,
  camera: PerspectiveCamera | OrthographicCamera,
  film: Film,
  { width, height }: Pick<Shot, 'width' | 'height'>,
  plan: SamplingPlan,
  timings: Timings,
): Promise<Pixels> {
  const target = film.load(width, height, plan.samples, set.hasGlass);
  let print: Pixels | undefined;
  for (let index = 0; index < plan.exposures; index++) {
    const settle = plan.exposures > 1 ? await vary(set, camera, { width, height }, plan, index, timings) : undefined;
    set.occlusion?.look(camera, width, height);
    fitShadows(set.world, set.boxes, camera);
    // after the lights were moved, and the maps of depth drawn, which are of none
    nextFrame(gpu.renderer);
    if (index === 0) await timed(timings, 'compile', () => compile(gpu, set, camera, target));
    await timed(timings, 'submit', () => exposeOnce(gpu, set, camera, film, target, plan));
    settle?.();
    const done = index + 1;
    if (done < plan.exposures && (done < plan.least || done % stride !== 0)) continue;
    await timed(timings, 'raster', () => gpu.device.queue.onSubmittedWorkDone());
    const next = await timed(timings, 'readback', () => film.read());
    if (print && isSettled(print, next)) return next;
    print = next;
  }
  if (!print) throw new Error('nothing was exposed');
  return print;
}

/** Each exposure sees the scene from another part of a pixel, lit from other places. */
async function vary(
  { world, occlusion }: StageSet,
  camera: PerspectiveCamera | OrthographicCamera,
  { width, height }: Pick<Shot, 'width' | 'height'>,
  plan: SamplingPlan,
  index: number,
  timings: Timings,
): Promise<() => void> {
  const [x, y] = jitter(index);
  camera.setViewOffset(width, height, x, y, width, height);
  await timed(timings, 'occlusion', () => occlusion?.cast(plan, index));
  return shiftLights(world, index);
}

/** Makes the pipelines that are not there yet, all at a time: while drawing, they would be made one after the other. */
async function compile(
  { renderer, heed }: Gpu,
  { world, occlusion }: StageSet,
  camera: Camera,
  target: ReturnType<Film['load']>,
): Promise<void> {
  renderer.setRenderTarget(target);
  renderer.contextNode = occlusion?.context ?? unshaded;
  await renderer.compileAsync(world, camera, world);
  heed();
  renderer.contextNode = unshaded;
  renderer.setRenderTarget(null);
}

function exposeOnce(
  gpu: Gpu,
  { scene, world, backdrops, occlusion }: StageSet,
  camera: Camera,
  film: Film,
  target: ReturnType<Film['load']>,
  plan: SamplingPlan,
): void {
  const { renderer } = gpu;
  const { toneMapping, exposure, background } = scene;
  const developing: Developing = { toneMapping, exposure, behind: background.startsWith('#') ? background : undefined };
  for (const backdrop of backdrops) {
    renderer.setClearColor(backdrop === 'white' ? 0xffffff : 0x000000, backdrop === 'clear' ? 0 : 1);
    renderer.setRenderTarget(target);
    renderer.contextNode = occlusion?.context ?? unshaded;
    renderer.render(world, camera);
    renderer.contextNode = unshaded;
    const isAll = plan.exposures === 1 && backdrop === 'clear';
    if (plan.samples > 1 && (!isAll || target.resolveColorBuffer)) resolveByTone(gpu, target, exposure);
    if (isAll) return film.print(developing);
    film.expose(developing, backdrop);
  }
  film.wind();
}

function isSettled(before: Pixels, after: Pixels): boolean {
  let changed = 0;
  for (let at = 0; at < after.length; at++) if (Math.abs((after[at] ?? 0) - (before[at] ?? 0)) > levels) changed++;
  return changed <= after.length * share;
}
