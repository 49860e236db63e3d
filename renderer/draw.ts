import type { Scene } from '../scenes/scene.ts';
import type { StageBrowser } from './browser.ts';
import type { Timings } from './contract.ts';
import { encode, encodings } from './encode.ts';
import { RenderError } from './error.ts';
import type { Frame } from './frame.ts';
import { openJob } from './job.ts';
import { type LightShelf, lightKey } from './light-shelf.ts';
import { look } from './look.ts';
import type { Lease, Pool } from './pool.ts';
import type { RenderRequest } from './renderer.ts';
import type { StageServer } from './stage-server.ts';

export interface DrawingRoom {
  pool: Pool;
  server: StageServer;
  version: string;
  light: LightShelf;
  /** Milliseconds. */
  timeout: number;
}

/** Half-float light of the largest environment that is kept. */
const largestLight = 64 * 1024 * 1024;

/**
 * Draws a scene's views. What went wrong in the browser, and not in the scene, is tried once more on a fresh one, from the
 * view at which it went wrong.
 */
export async function* drawViews(
  room: DrawingRoom,
  request: RenderRequest,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const views = Object.keys(request.scene.views);
  for (let attempt = 1; views.length > 0; attempt++) {
    const lease = await room.pool.lease(signal);
    try {
      for await (const frame of drawOn(room, lease, request, [...views], attempt > 1, signal)) {
        views.shift();
        yield frame;
      }
    } catch (error) {
      if (attempt > 1 || !(error instanceof RenderError && error.code === 'renderer_failed')) throw error;
    }
  }
}

async function* drawOn(
  room: DrawingRoom,
  lease: Lease,
  request: RenderRequest,
  views: string[],
  again: boolean,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const deadline = AbortSignal.timeout(room.timeout);
  const stop = AbortSignal.any([signal, deadline]);
  // Ending the browser is the only way to stop it, and makes every call that waits on it reject.
  stop.addEventListener('abort', lease.discard, { once: true });
  let sound = false;
  try {
    const key = lightKey(request.scene, request.assets, room.version);
    const light = key ? await room.light.get(key) : undefined;
    await using opened = openJob(room.server, request.scene, request.assets, light);
    const loaded = await lease.browser.call('load', opened.job);
    if (key && loaded.lightMade) await keepLight(room, lease.browser, key);
    let timings = loaded.timings;
    for (const view of views) {
      const frame = await drawView(lease, request.scene, view, again, timings);
      // whoever takes frames may stop here, and the browser is none the worse for it
      sound = true;
      yield frame;
      sound = false;
      timings = {};
    }
    await lease.browser.call('unload');
    sound = true;
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted)
      throw new RenderError(
        'render_timeout',
        `The render took longer than ${room.timeout / 1000} s: make it smaller or simpler, or its sampling "draft".`,
        { cause: error },
      );
    sound = error instanceof RenderError && error.code !== 'renderer_failed';
    throw error instanceof RenderError
      ? error
      : new RenderError('renderer_failed', 'The renderer failed.', { cause: error });
  } finally {
    stop.removeEventListener('abort', lease.discard);
    if (sound) lease.release();
    else lease.discard();
  }
}

async function drawView(
  { handover }: Lease,
  scene: Scene,
  view: string,
  again: boolean,
  before: Timings,
): Promise<Frame> {
  const { output } = scene;
  const { drawn, pixels } = await handover.draw(view, output.width * output.height * 4);
  const seen = look(pixels);
  const suspicious = drawn.inView && (seen.empty || (seen.uniform && scene.background === 'environment'));
  if (suspicious && !again) throw new RenderError('renderer_failed', `The picture "${view}" came out blank.`);
  if (seen.empty && !scene.allowEmpty)
    throw new RenderError(
      'nothing_in_view',
      `Nothing is to be seen in view "${view}": what is in it is invisible. Set "allowEmpty" if that is meant.`,
      { pointer: `/views/${view}` },
    );

  const started = performance.now();
  const { width, height } = drawn;
  const background = drawn.flat ? 'painted' : scene.background.startsWith('#') ? scene.background : undefined;
  const bytes = await encode({ pixels, width, height }, output, background);
  const { type, extension } = encodings[output.format];
  const timings = { ...before, ...drawn.timings, encode: performance.now() - started };
  return { name: `${view}.${extension}`, type, bytes, width, height, timings };
}

async function keepLight(room: DrawingRoom, browser: StageBrowser, key: string): Promise<void> {
  const expected = room.server.expect(largestLight);
  const [, light] = await Promise.all([browser.call('sendLight', expected.url), expected.arrival]);
  await room.light.put(key, light);
}
