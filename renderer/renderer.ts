import type { GpuPolicy, PassedOver } from './engines/choice.ts';
import { openEngines, type EngineState } from './engines/engines.ts';
import type { RenderEvent } from './pipeline/events.ts';
import type { RendererParts } from './pipeline/parts.ts';
import type { RenderRequest } from './pipeline/request.ts';
import { cached, type EnvironmentStore } from './pipeline/environment-store.ts';
import type { Device } from './browser/device.ts';
import { openPool, type PoolState } from './queue/pool.ts';
import type { LavapipeFiles } from './browser/profile.ts';
import { openReserve } from './queue/reserve.ts';
import { openShaderCache } from './engines/shader-cache.ts';
import { rendererVersion, stageFiles } from './browser/stage-files.ts';
import { startStageServer } from './browser/stage-server.ts';
import { warmUp } from './pipeline/warm-up.ts';

export interface RendererOptions {
  chromePath: string;
  gpu: GpuPolicy;
  /** Paths of lavapipe's files, whether or not they are there. */
  lavapipe: LavapipeFiles;
  /** Browsers, each of which draws one scene at a time. */
  browsers: number;
  /** Renders that may wait for a browser; one more is refused. */
  queueLimit: number;
  /** Time limit of one render once it has its browser, in milliseconds. */
  timeout: number;
  /** Store of prefiltered environments that outlasts the process, once it is known. */
  environments?: Promise<EnvironmentStore>;
  /** Whether each new browser is warmed up, so that no first request waits for its shaders. Default: no. */
  warm?: boolean;
  /** Told of an engine that was there and is not used, or not any more. */
  onPassedOver?: (passedOver: PassedOver) => void;
}

export interface Renderer {
  /** Version: equal versions make equal pictures. */
  readonly version: string;
  /** Resolves with what draws once a first browser has proven itself; rejects when none does. */
  readonly ready: Promise<Device>;
  /** Resolves once a first browser's process runs, or none does. */
  readonly launched: Promise<void>;
  state(): PoolState;
  /** Which engine draws, and why no better one does. */
  engine(): EngineState;
  /**
   * Renders every picture of a scene, and tells how that goes on. Each frame comes as soon as it is encoded, in order, while the next are
   * drawn: as many as memory is set aside for. The signal cancels it, down to the browser.
   * @throws {RenderError}
   */
  render(request: RenderRequest, signal: AbortSignal): AsyncIterable<RenderEvent>;
  /** Loads what the first picture needs besides a browser. */
  prepare(): Promise<void>;
  /** Ends every browser. */
  close(): Promise<void>;
}

/** Starts the browsers; resolves before they are up. */
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
  const pool = openPool({
    size: options.browsers,
    queueLimit: options.queueLimit,
    open: signal => engines.open(signal),
    async isUp() {
      // not again where it failed: it may be what ended the browser
      if (warm) warm = await warmUp(parts, closing.signal);
    },
    isUsable: ({ engine }) => engines.isUsable(engine),
  });
  const reserve = openReserve(signal => engines.openSubstitute(signal));
  const environments = cached(options.environments);
  const parts: RendererParts = { pool, reserve, engines, server, version, environments, timeout: options.timeout };
  return {
    version,
    ready: pool.ready,
    launched: Promise.race([launch.promise, pool.ready.then(noMatter, noMatter)]),
    state: () => pool.state(),
    engine: () => engines.state(),
    async *render(request, signal) {
      const { renderScene } = await import('./pipeline/render.ts');
      yield* renderScene(parts, request, signal);
    },
    async prepare() {
      await import('./pipeline/render.ts');
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
