import { excessOf, type Picture, picturesOf } from '../../scenes/pictures.ts';
import type { Scene } from '../../scenes/scene.ts';
import { severalIn } from '../../scenes/several.ts';
import type { StageBrowser } from '../browser/browser.ts';
import type { Loaded, Timings } from '../contract.ts';
import { RenderError } from '../error.ts';
import type { Lease } from '../queue/pool.ts';
import type { Progress } from './progress.ts';
import { capturePictures } from './capture.ts';
import type { Captured, Sink } from './captured.ts';
import { sliceAfter } from './cost.ts';
import { failed, outOfTime } from './failures.ts';
import type { RendererParts } from './parts.ts';
import type { RenderRequest } from './request.ts';
import { openStageJob } from './stage-job.ts';

/** The prefiltered light of a scene's own environment. */
export interface KeptEnvironment {
  /** What it is kept under. */
  key: string;
  /** Its bytes, where they are there already. */
  bytes: Uint8Array | undefined;
}

/** What one browser has to do. */
export interface Work extends RenderRequest {
  environment: KeptEnvironment | undefined;
  progress: Progress;
  sink: Sink;
}

/** Bytes of prefiltered light, as half floats, of the largest environment that is kept. */
const largestEnvironment = 64 * 1024 * 1024;

/** Captures on one browser, which is ended where that takes too long or nobody wants it any more. */
export async function runSession(parts: RendererParts, lease: Lease, work: Work, signal: AbortSignal): Promise<void> {
  // not `AbortSignal.timeout`, which would hold on to all of this until its time is over, long after the pictures are there
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), Math.max(1, parts.timeout - work.progress.held));
  const stop = AbortSignal.any([signal, deadline.signal]);
  // ending the browser is the only way to stop it, and makes every call that waits on it reject
  stop.addEventListener('abort', lease.discard, { once: true });
  let isReusable = false;
  try {
    await captureOn(parts, lease, work);
    isReusable = true;
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.signal.aborted) throw outOfTime(parts.timeout, error);
    const failure = failed(error);
    isReusable = failure.code !== 'renderer_failed';
    throw failure;
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', lease.discard);
    if (isReusable) lease.release();
    else lease.discard();
  }
}

/** Loads a scene, and captures what is left of its pictures until others want the browser. */
async function captureOn(parts: RendererParts, lease: Lease, work: Work): Promise<void> {
  const { scene, assets, environment, progress, sink } = work;
  const { browser } = lease;
  const started = performance.now();
  await using opened = openStageJob(parts.server, scene, assets, environment?.bytes);
  const loading = browser.call('load', opened.job);
  let slice = Infinity;
  // a long render lets others pass between two pictures, and loads again when it has a browser again
  const goesOn = () => !sink.closed && !(lease.hasWaiters() && performance.now() - started > slice);
  const capture = (pictures: readonly Picture[]) => {
    sink.rendering(pictures);
    return capturePictures(lease, { scene, pictures: [...pictures], again: progress.failures.length > 0, goesOn });
  };
  // pictures are asked for along with the load, unless the file has to tell which there are
  const known = progress.left ?? (severalIn(scene.nodes).length === 0 ? picturesOf(scene, []) : undefined);
  const ahead = known && capture(known);
  const loaded = await loading;
  if (environment && loaded.environmentBytes)
    await keepEnvironment(parts, browser, environment.key, loaded.environmentBytes);
  slice = sliceAfter(performance.now() - started);
  // that it had to load again is not its own fault
  if (progress.left) progress.held -= performance.now() - started;
  const pictures = known ?? picturesWith(scene, loaded.variants);
  const captured = ahead ?? capture(pictures);
  progress.left ??= pictures;
  await deliver(captured, loaded, progress, sink);
  // done before anything that is asked of this browser next
  browser.call('rest').catch(() => {});
}

/** Puts pictures into the sink as they come; what the load told goes with the first. */
async function deliver(
  captured: AsyncIterable<Captured>,
  loaded: Loaded,
  progress: Progress,
  sink: Sink,
): Promise<void> {
  let untold: Timings = { queue: progress.waited, ...loaded.timings };
  let { warnings } = loaded;
  for await (const one of captured) {
    progress.left?.shift();
    const ready = sink.put({ ...one, timings: { ...untold, ...one.timings }, warnings });
    untold = {};
    warnings = [];
    progress.waited = 0;
    // after the last, nothing is waited for: others want the browser
    if (progress.left && progress.left.length > 0) await ready;
  }
}

/** How many variants `*` is, the file tells; how many there may be, is checked again. */
function picturesWith(scene: Scene, variants: readonly string[]): Picture[] {
  const excess = excessOf(Object.keys(scene.views).length, scene.outputs, variants.length);
  const [list] = severalIn(scene.nodes);
  if (excess) throw new RenderError('scene_invalid', `Too much is asked for: ${excess}.`, { pointer: list?.pointer });
  return picturesOf(scene, variants);
}

async function keepEnvironment(
  { server, environments }: RendererParts,
  browser: StageBrowser,
  key: string,
  size: number,
): Promise<void> {
  if (size > largestEnvironment) return;
  const expected = server.expect(size);
  try {
    const [, bytes] = await Promise.all([browser.call('sendEnvironment', expected.url), expected.arrival]);
    environments.put(key, bytes);
  } finally {
    expected.cancel();
  }
}
