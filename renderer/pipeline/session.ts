import { excessOf, type Picture, picturesOf } from '../../scenes/pictures.ts';
import type { Scene } from '../../scenes/scene.ts';
import { severalIn } from '../../scenes/several.ts';
import type { StageBrowser } from '../browser/browser.ts';
import type { Timings } from '../contract.ts';
import type { Exposed } from './encode-pictures.ts';
import type { RendererParts } from './parts.ts';
import { sliceAfter, turnCost } from './cost.ts';
import { hasSubstitute } from '../engines/engines.ts';
import { RenderError } from '../error.ts';
import { exposeAll } from './capture.ts';
import { failed, failedAgain, outOfTime } from './failures.ts';
import { openJob } from './stage-job.ts';
import { lightKey } from './environment-store.ts';
import type { Lease } from '../queue/pool.ts';
import type { Engine } from '../browser/profile.ts';
import type { RenderRequest } from './request.ts';

/** Where pictures go as they are exposed. */
export interface Tray {
  /** Takes one; resolves when there is room for the next. */
  put(exposed: Exposed): Promise<void>;
  /** Nobody wants any more. */
  readonly closed: boolean;
}

/** How far a render has come, over all browsers that it has. */
interface Progress {
  /** Not exposed yet; unknown until a file has told its variants. */
  rest: Picture[] | undefined;
  /** Milliseconds for which it had a browser. */
  held: number;
  /** What went wrong in browsers, and not in the scene. */
  failures: RenderError[];
  /** The engine at which it did, where another stands in for it. */
  failed?: Engine;
  /** Milliseconds that it waited for one, and that no picture has told yet. */
  waited: number;
}

/** Half-float light of the largest environment that is kept. */
const largestLight = 64 * 1024 * 1024;

/**
 * Exposes every picture of a scene. What went wrong in the browser, and not in the scene, is tried once more from the picture at
 * which it went wrong: on a fresh browser, or on the engine that stands in for the one that failed.
 */
export async function shoot(
  room: RendererParts,
  request: RenderRequest,
  tray: Tray,
  signal: AbortSignal,
): Promise<void> {
  const progress: Progress = { rest: undefined, held: 0, failures: [], waited: 0 };
  for (let again = false; progress.rest?.length !== 0 && !tray.closed; again = true) {
    const asked = performance.now();
    const { scene, assets, client = '' } = request;
    // before there is a browser: none is held for it
    const light = await findLight(room, request, signal);
    const turn = { client, cost: turnCost(scene, assets, progress.rest) };
    const lease = await (progress.failed ? room.reserve.lease(signal, turn) : room.pool.lease(signal, turn, again));
    const started = performance.now();
    progress.waited += started - asked;
    try {
      await shootOn(room, lease, { ...request, ...light, progress, tray }, signal);
      if (!progress.failed) room.engines.succeeded(lease.engine);
    } catch (error) {
      if (tray.closed || progress.rest?.length === 0) return;
      if (!(error instanceof RenderError && error.code === 'renderer_failed')) throw error;
      progress.failures.push(error);
      if (hasSubstitute[lease.engine]) progress.failed = lease.engine;
      if (progress.failures.length > 1) throw failedAgain(progress.failures);
      request.onRetry?.(error);
    } finally {
      progress.held += performance.now() - started;
    }
  }
  // only now is it known that it was the engine, and not the scene
  const [failure] = progress.failures;
  if (progress.failed && failure && !tray.closed) await room.engines.failed(progress.failed, failure.message);
}

/** The light of a scene's own environment: what it is kept under, and its bytes where they are. */
interface KeptLight {
  lightKey?: string | undefined;
  light?: Uint8Array | undefined;
}

/** What one browser has to do. */
interface Work extends RenderRequest, KeptLight {
  progress: Progress;
  tray: Tray;
}

async function findLight(room: RendererParts, request: RenderRequest, signal: AbortSignal): Promise<KeptLight> {
  const key = lightKey(request.scene, request.assets, room.version);
  return key === undefined ? {} : { lightKey: key, light: await room.light.get(key, signal) };
}

/** On one browser, which is ended where that takes too long or nobody wants it any more. */
async function shootOn(room: RendererParts, lease: Lease, work: Work, signal: AbortSignal): Promise<void> {
  // not `AbortSignal.timeout`, which would hold on to all of this until its time is over, long after the pictures are there
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), Math.max(1, room.timeout - work.progress.held));
  const stop = AbortSignal.any([signal, deadline.signal]);
  // Ending the browser is the only way to stop it, and makes every call that waits on it reject.
  stop.addEventListener('abort', lease.discard, { once: true });
  let sound = false;
  try {
    await drawOn(room, lease, work);
    sound = true;
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.signal.aborted) throw outOfTime(room.timeout, error);
    const failure = failed(error);
    sound = failure.code !== 'renderer_failed';
    throw failure;
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', lease.discard);
    if (sound) lease.release();
    else lease.discard();
  }
}

/** Loads a scene, and exposes what is left of its pictures until others want the browser. */
async function drawOn(room: RendererParts, lease: Lease, work: Work): Promise<void> {
  const { scene, assets, light, progress, tray } = work;
  const { browser } = lease;
  const started = performance.now();
  await using opened = openJob(room.server, scene, assets, light);
  const loading = browser.call('load', opened.job);
  let most = Infinity;
  // a long render lets others pass between two pictures, and loads again when it has a browser again
  const goesOn = () => !tray.closed && !(lease.wanted() && performance.now() - started > most);
  const expose = (pictures: readonly Picture[]) =>
    exposeAll(lease, { scene, pictures: [...pictures], again: progress.failures.length > 0, goesOn });
  // what is to be seen is drawn as soon as it is loaded, without a word from here, unless the file has to tell what that is
  const known = progress.rest ?? (severalIn(scene.nodes).length === 0 ? picturesOf(scene, []) : undefined);
  const ahead = known && expose(known);
  const loaded = await loading;
  if (work.lightKey && loaded.lightMade) await keepLight(room, browser, work.lightKey, loaded.lightMade);
  most = sliceAfter(performance.now() - started);
  // that it had to load again is not its own fault
  if (progress.rest) progress.held -= performance.now() - started;
  const rest = (progress.rest ??= known ?? picturesWith(scene, loaded.variants));
  let before: Timings = { queue: progress.waited, ...loaded.timings };
  let { warnings } = loaded;
  for await (const exposed of ahead ?? expose(rest)) {
    rest.shift();
    const ready = tray.put({ ...exposed, timings: { ...before, ...exposed.timings }, warnings });
    before = {};
    warnings = [];
    progress.waited = 0;
    // after the last, nothing is waited for: others want the browser
    if (rest.length > 0) await ready;
  }
  // done before anything that is asked of this browser next
  browser.call('rest').catch(() => {});
}

/** How many variants `*` is, the file tells; how many there may be, is checked again. */
function picturesWith(scene: Scene, variants: readonly string[]): Picture[] {
  const excess = excessOf(Object.keys(scene.views).length, scene.outputs, variants.length);
  const [list] = severalIn(scene.nodes);
  if (excess) throw new RenderError('scene_invalid', `Too much is asked for: ${excess}.`, { pointer: list?.pointer });
  return picturesOf(scene, variants);
}

async function keepLight(room: RendererParts, browser: StageBrowser, key: string, size: number): Promise<void> {
  if (size > largestLight) return;
  const expected = room.server.expect(size);
  try {
    const [, light] = await Promise.all([browser.call('sendLight', expected.url), expected.arrival]);
    room.light.put(key, light);
  } finally {
    expected.cancel();
  }
}
