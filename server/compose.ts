import { setTimeout as sleep } from 'node:timers/promises';
import type Koa from 'koa';
import type { Logger } from 'pino';
import type { Device } from '../renderer/browser/device.ts';
import { createApp } from './app.ts';
import { type Assets, createAssets } from './assets/assets.ts';
import { resolveAssets } from './assets/resolve.ts';
import { requireRoot } from './assets/sources/root.ts';
import type { ReadObjectOptions } from './assets/sources/bucket.ts';
import type { ServiceOptions } from './context.ts';
import { ownLinkKey } from './link-key.ts';
import { createLinks } from './links.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { environmentsIn, type StoredEnvironments } from './renders/environment-store.ts';
import { createRenderService, type ResolveAssets } from './renders/service.ts';
import { openRenderRepository } from './renders/render-repository.ts';
import type { Settings } from './settings.ts';
import { shuttingDown } from './shutting-down.ts';
import type { StartedRenderer } from './start-renderer.ts';
import { openStore } from './stores/open.ts';
import type { Store } from './stores/store.ts';

export interface OpenService {
  app: Koa;
  /** Resolves once pictures can be drawn. */
  ready: Promise<Device>;
  /** Stops taking requests, lets those at work end or refuses them, all within `drainTimeout`, and ends every browser. */
  close(stopListening: () => Promise<void>): Promise<void>;
}

/** Milliseconds for renders at work: Cloud Run gives 10 s between SIGTERM and the end. */
const drainTimeout = 5500;
/** Milliseconds for the last answers to be written. */
const lastAnswersTimeout = 1000;

/** Composes the service from its settings. It owns the renderer from then on, and closes it where composing fails. */
export async function openService(settings: Settings, started: StartedRenderer, log: Logger): Promise<OpenService> {
  try {
    return await putTogether(settings, started, log);
  } catch (error) {
    await started.renderer.close();
    throw error;
  }
}

/** How far the shutdown has come. */
interface Shutdown {
  /** No more requests are taken. */
  closing: boolean;
  /** Renders at work are not waited for any more. */
  over: boolean;
}

async function putTogether(settings: Settings, started: StartedRenderer, log: Logger): Promise<OpenService> {
  const { renderer } = started;
  await requireRoot(settings.ASSET_ROOT);
  const { ASSET_HOSTS: hosts, ASSET_ROOT: root } = settings;
  const assets = createAssets({ hosts, root, readObject: readerOf(settings) });
  const store = await openStore(settings.STORE, { emulatorHost: settings.STORAGE_EMULATOR_HOST });
  const repository = openRenderRepository(store);
  const metrics = createMetrics(renderer);
  started.onPassedOver(passedOver => log.warn(passedOver, 'an engine is not used: a slower one draws'));
  const environments = openEnvironments(store, metrics, log);
  started.keepEnvironments(environments);
  const shutdown: Shutdown = { closing: false, over: false };
  const renders = createRenderService({
    renderer,
    repository,
    metrics,
    resolve: resolverOf(assets, shutdown),
    preparing: renderer.state().size * 4 + 12,
    queueLimit: settings.QUEUE_LIMIT,
    log,
  });
  const links = createLinks(await linkKeys(settings, log), settings.LINK_TTL);
  const options = optionsOf(settings, shutdown);
  return {
    app: createApp({ renderer, renders, repository, store, metrics, log, links, options }),
    ready: renderer.ready,
    async close(stopListening) {
      shutdown.closing = true;
      const stopped = stopListening();
      await atMost(drainTimeout, renders.settled().then(environments.settled));
      shutdown.over = true;
      await Promise.all([renderer.close(), assets.close()]);
      await atMost(lastAnswersTimeout, stopped);
    },
  };
}

function openEnvironments(store: Store, metrics: Metrics, log: Logger): StoredEnvironments {
  return environmentsIn(store, (operation, error) => {
    metrics.environmentFailed(operation);
    const cause = error instanceof Error ? error.message : String(error);
    log.warn({ operation, cause }, 'a stored environment failed');
  });
}

function resolverOf(assets: Assets, shutdown: Shutdown): ResolveAssets {
  return (references, options) =>
    resolveAssets(references, assets, options).catch((error: unknown) => {
      // the shutdown broke these off, and not their hosts
      throw shutdown.over ? shuttingDown() : error;
    });
}

function optionsOf(settings: Settings, shutdown: Shutdown): ServiceOptions {
  return {
    publicUrl: settings.PUBLIC_URL,
    apiKeys: settings.API_KEYS,
    corsOrigins: settings.CORS_ORIGINS,
    frameUrls: settings.FRAME_URLS,
    closing: () => shutdown.closing,
  };
}

/** Waits for work, at most so many milliseconds. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  const late = sleep(ms, undefined, { signal: done.signal }).catch(() => {});
  await Promise.race([work, late]).finally(() => done.abort());
}

async function linkKeys({ LINK_KEYS, STORE }: Settings, log: Logger): Promise<readonly string[]> {
  if (LINK_KEYS.length > 0) return LINK_KEYS;
  const { key, lasting } = await ownLinkKey(STORE);
  if (!lasting)
    log.warn('LINK_KEYS is not set: preview links end with this process, and other instances do not open them');
  return [key];
}

/** Reads `gs:` sources with the service's own credentials. The client is large, and loaded when it is first needed. */
function readerOf({ STORAGE_EMULATOR_HOST }: Settings) {
  const opened = () => Promise.all([import('./stores/client.ts'), import('./stores/objects.ts')]);
  let client: ReturnType<Awaited<ReturnType<typeof opened>>[0]['makeClient']> | undefined;
  return async (src: string, options: ReadObjectOptions) => {
    const [{ makeClient }, { readObject }] = await opened();
    client ??= makeClient({ emulatorHost: STORAGE_EMULATOR_HOST });
    return readObject(client, src, options);
  };
}
