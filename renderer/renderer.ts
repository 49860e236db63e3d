import type { Scene } from '../scenes/scene.ts';
import type { Asset } from './asset.ts';
import type { GpuPolicy, PassedOver } from './engine-choice.ts';
import { openEngines, type EngineState } from './engines.ts';
import type { RenderError } from './error.ts';
import type { Frame } from './frame.ts';
import { cached, type LightShelf } from './light-shelf.ts';
import type { Drawer } from './drawer.ts';
import { openPool, type PoolState } from './pool.ts';
import type { LavapipeFiles } from './profile.ts';
import { openReserve } from './reserve.ts';
import { openShaderCache } from './shader-cache.ts';
import { rendererVersion, stageFiles } from './stage-files.ts';
import { startStageServer } from './stage-server.ts';
import { warmUp } from './warm-up.ts';

export interface RendererOptions {
  chromePath: string;
  gpu: GpuPolicy;
  /** Where lavapipe is, if it is. */
  lavapipe: LavapipeFiles;
  /** Browsers, each of which draws one scene at a time. */
  browsers: number;
  /** How many renders may wait for a browser; one more is refused. */
  queueLimit: number;
  /** Milliseconds that one render may take once it has its browser. */
  timeout: number;
  /** Where prefiltered environments outlast the process, once that is known. */
  light?: Promise<LightShelf>;
  /** Whether each browser draws what most scenes need before anybody asks, so that no first request waits for its shaders. Default: no. */
  warm?: boolean;
  /** Told of an engine that was there and is not used, or not any more. */
  onPassedOver?: (passedOver: PassedOver) => void;
}

export interface RenderRequest {
  scene: Scene;
  /** Every file that the scene refers to, by `src`. */
  assets: ReadonlyMap<string, Asset>;
  /** Who asks: browsers are shared fairly among clients. One for all where it is not given. */
  client?: string | undefined;
  /** Told of a failure of its browser, before what is left is drawn by another. */
  onRetry?: ((failure: RenderError) => void) | undefined;
}

export interface Renderer {
  /** What this renderer is called: equal versions make equal pictures. */
  readonly version: string;
  /** Resolves with what draws once a first browser has proven itself; rejects when none does. */
  readonly ready: Promise<Drawer>;
  /** Resolves once a first browser's process runs, and comes up by itself; also where none does. */
  readonly launched: Promise<void>;
  state(): PoolState;
  /** Which engine draws, and why no better one does. */
  engine(): EngineState;
  /**
   * Draws every picture of a scene; each frame comes as soon as it is encoded, in order, while the next are drawn: as many as
   * memory is set aside for.
   * @throws {RenderError}
   */
  render(request: RenderRequest, signal: AbortSignal): AsyncIterable<Frame>;
  /** Loads what the first picture needs besides a browser. */
  prepare(): Promise<void>;
  /** Ends every browser. */
  close(): Promise<void>;
}

/** Starts the browsers, and answers before they are up. */
export async function openRenderer(options: RendererOptions): Promise<Renderer> {
  const [version, files] = await Promise.all([rendererVersion(), stageFiles()]);
  const server = await startStageServer(files);
  const launch = Promise.withResolvers<void>();
  const shaders = openShaderCache(options.lavapipe.cache);
  const engines = openEngines({
    policy: options.gpu,
    chromePath: options.chromePath,
    driver: options.lavapipe.driver,
    shaders,
    server,
    onLaunch: launch.resolve,
    onPassedOver: options.onPassedOver ?? noMatter,
  });
  const closing = new AbortController();
  let warm = options.warm === true;
  const pool = openPool(options.browsers, options.queueLimit, engines.open, {
    async isUp() {
      // where it went wrong once, it may be what ends browsers
      if (warm) warm = await warmUp(room, closing.signal);
    },
    isUsable: ({ engine }) => engines.isUsable(engine),
  });
  const reserve = openReserve(engines.openSubstitute);
  const room = { pool, reserve, engines, server, version, light: cached(options.light), timeout: options.timeout };
  return {
    version,
    ready: pool.ready,
    launched: Promise.race([launch.promise, pool.ready.then(noMatter, noMatter)]),
    state: () => pool.state(),
    engine: () => engines.state(),
    async *render(request, signal) {
      const { drawScene } = await import('./draw.ts');
      yield* drawScene(room, request, signal);
    },
    async prepare() {
      await import('./draw.ts');
    },
    async close() {
      closing.abort();
      await Promise.all([pool.close(), reserve.close()]);
      await shaders.close();
      await server.close();
    },
  };
}

function noMatter(): void {}
