import type { RenderTarget } from 'three/webgpu';
import { context } from 'three/tsl';
import type { Timings } from '../../contract.ts';
import type { StageCamera } from '../camera/camera.ts';
import { fitShadows } from '../lights/shadows/fit.ts';
import { shiftLights } from '../lights/soft-lights.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { nextFrame } from '../gpu/three-private.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import { jitter, type SamplingPlan } from '../sampling/plan.ts';
import type { Arrangement } from '../scene/arrangement.ts';
import type { BuiltScene } from '../scene/built-scene.ts';
import { timed } from '../util/stopwatch.ts';
import type { Development, Display } from './development.ts';
import type { Pass } from './passes.ts';
import { type Pixels, readPixels } from './read-back.ts';
import { resolveByTone } from './resolve.ts';
import { isResolved, type Targets } from './targets.ts';

/** A picture that is to be drawn, with all that it takes. */
export interface Drawing {
  gpu: Gpu;
  pass: Pass;
  targets: Targets;
  development: Development;
  built: BuiltScene;
  arrangement: Arrangement;
  occlusion: Occlusion | undefined;
  camera: StageCamera;
  /** Pixels. */
  width: number;
  height: number;
  plan: SamplingPlan;
  timings: Timings;
}

/** Of a scene that no environment lights. */
const unshaded = context();

/** Samples between two looks at whether more of them would change the picture. */
const stride = 4;
/** Levels, of 255, by which a channel may still change, and the share of them that may do so by more. */
const levels = 2;
const mostChanged = 0.0005;

/**
 * Draws a view into the output until further samples would not change it, or as many as there are at most.
 * @returns its pixels
 */
export async function accumulate(drawing: Drawing): Promise<Pixels> {
  const { gpu, built, arrangement, occlusion, camera, targets, width, height, plan, timings } = drawing;
  targets.fit(width, height, plan.multisampling, arrangement.hasGlass);
  let before: Pixels | undefined;
  for (let index = 0; index < plan.samples; index++) {
    const restoreLights = plan.samples > 1 ? await vary(drawing, index) : undefined;
    occlusion?.estimate(camera, width, height);
    fitShadows(built.world, arrangement.boxes, camera);
    // after the lights were moved, and the maps of depth drawn, which are of none
    nextFrame(gpu.renderer);
    if (index === 0) await timed(timings, 'compile', () => compile(drawing));
    await timed(timings, 'submit', () => drawSample(drawing, index));
    restoreLights?.();
    const done = index + 1;
    if (done < plan.samples && (done < plan.minSamples || done % stride !== 0)) continue;
    await timed(timings, 'raster', () => gpu.device.queue.onSubmittedWorkDone());
    const pixels = await timed(timings, 'readback', () => readMean(drawing, done));
    if (done === plan.samples || (before && hasConverged(before, pixels))) return pixels;
    before = pixels;
  }
  throw new Error('nothing was drawn');
}

/** Each sample sees the scene from another part of a pixel, lit from other places. @returns puts the lights back */
async function vary(
  { built: { world }, occlusion, camera, width, height, plan, timings }: Drawing,
  index: number,
): Promise<() => void> {
  const [x, y] = jitter(index);
  camera.setViewOffset(width, height, x, y, width, height);
  await timed(timings, 'occlusion', () => occlusion?.cast(plan, index));
  return shiftLights(world, index);
}

/** Makes the pipelines that are not there yet, all at a time: while drawing, they would be made one after the other. */
async function compile({ gpu, targets, occlusion, built: { world }, camera }: Drawing): Promise<void> {
  const { renderer } = gpu;
  const end = begin(gpu, targets.light, occlusion);
  try {
    await renderer.compileAsync(world, camera, world);
    gpu.throwIfComplained();
  } finally {
    end();
  }
}

/** From the scene to its picture, or to what a sample adds to it, on each backdrop that it is drawn on: draw → resolve → develop. */
function drawSample(drawing: Drawing, index: number): void {
  const { gpu, pass, targets, development, built, arrangement, occlusion, camera } = drawing;
  const { light } = targets;
  const display = displayOf(built);
  const isWhole = isSinglePass(drawing);
  for (const backdrop of arrangement.backdrops) {
    gpu.renderer.setClearColor(backdrop === 'white' ? 0xffffff : 0x000000, backdrop === 'clear' ? 0 : 1);
    const end = begin(gpu, light, occlusion);
    try {
      pass.draw(gpu, built.world, camera);
    } finally {
      end();
    }
    // a whole picture is resolved as it is developed
    if (light.samples > 1 && (!isWhole || isResolved(light))) resolveByTone(gpu, light, display.exposure);
    if (isWhole) development.develop(display);
    else development.addSample(display, backdrop, index === 0 && backdrop !== 'white');
  }
}

/** Has what is drawn go into a target, lit as the scene stands in its light's way. @returns ends that */
function begin({ renderer }: Gpu, target: RenderTarget, occlusion: Occlusion | undefined): () => void {
  renderer.setRenderTarget(target);
  renderer.contextNode = occlusion?.context ?? unshaded;
  return () => {
    renderer.contextNode = unshaded;
    renderer.setRenderTarget(null);
  };
}

/** Whether a scene drawn once is a picture. */
function isSinglePass({ plan, arrangement: { backdrops } }: Drawing): boolean {
  return plan.samples === 1 && backdrops.every(backdrop => backdrop === 'clear');
}

function displayOf({ scene: { toneMapping, exposure, background } }: BuiltScene): Display {
  return { toneMapping, exposure, behind: background.startsWith('#') ? background : undefined };
}

/** Of so many samples. */
function readMean(drawing: Drawing, samples: number): Promise<Pixels> {
  if (!isSinglePass(drawing)) drawing.development.developMean(samples);
  return readPixels(drawing.gpu, drawing.targets.output);
}

function hasConverged(before: Pixels, after: Pixels): boolean {
  let changed = 0;
  for (let at = 0; at < after.length; at++) if (Math.abs((after[at] ?? 0) - (before[at] ?? 0)) > levels) changed++;
  return changed <= after.length * mostChanged;
}
