import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { listen } from '../../server/listen.ts';
import { openService } from '../../server/compose.ts';
import { readSettings } from '../../server/settings.ts';
import { startRenderer } from '../../server/start-renderer.ts';
import { browsersOf, leftOf } from './processes.ts';
import { chromePath, gpu } from './studio.ts';

/** The real service behind real HTTP, with one browser on the CPU and a store of its own. */
export interface TestService {
  /** `http://127.0.0.1:port` */
  url: string;
  /** The folder of its store, where that is one. */
  store: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** `POST /renders`. Text and bytes are sent as they are, all else as JSON. */
  render(body: unknown, headers?: Record<string, string>, signal?: AbortSignal): Promise<Response>;
  /** A number of `/metrics`, by its name and labels as they stand there. */
  metric(name: string): Promise<number>;
  /** Waits until so many of its browsers are `idle`, `busy`, …; see `darkroom_browsers`. */
  until(state: string, count: number): Promise<void>;
  /** Ends it as SIGTERM does, and takes its folder away. Fails where a browser is left. */
  close(): Promise<void>;
}

/** Milliseconds that a test waits for something to come about. */
const longest = 20_000;

interface Options {
  /** Whether to wait until it can draw. Default: yes. */
  ready?: boolean;
  /** Whether it has a Chrome at all: what is not drawn needs none. Default: yes. */
  chrome?: boolean;
}

/**
 * Opens a service.
 * @param environment settings over those that all tests have
 */
export async function openTestService(
  environment: Record<string, string> = {},
  { chrome = true, ready = chrome }: Options = {},
): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'service-'));
  const others = new Set((await browsersOf()).map(({ group }) => group));
  const settings = readSettings({
    GPU: gpu,
    RENDERERS: '1',
    STORE: folder,
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const log = pino({ level: settings.LOG_LEVEL });
  const path = chrome ? chromePath : join(folder, 'no-chrome');
  const browsers = settings.RENDERERS ?? 1;
  const started = await startRenderer(settings, { chromePath: path, browsers, warm: false });
  const service = await openService(settings, started, log);
  const server = await listen(service.app, '127.0.0.1', 0);
  const { url } = server;
  const close = async () => {
    const browsers = (await browsersOf()).filter(({ group }) => !others.has(group));
    await service.close(() => server.close());
    await rm(folder, { recursive: true, force: true });
    const left = await leftOf(browsers);
    if (left.length > 0) throw new Error(`browsers are left: ${left.map(({ command }) => command).join('\n')}`);
  };
  const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
  try {
    if (ready) await service.ready;
    else service.ready.catch(() => {});
  } catch (error) {
    await close();
    throw error;
  }
  const metric = async (name: string) => {
    const lines = (await (await get('/metrics')).text()).split('\n');
    return Number(lines.find(line => line.startsWith(`${name} `))?.slice(name.length));
  };
  return {
    url,
    store: settings.STORE,
    get,
    metric,
    async until(state, count) {
      for (const start = performance.now(); performance.now() - start < longest; await sleep(20))
        if ((await metric(`darkroom_browsers{state="${state}"}`)) === count) return;
      throw new Error(`never were ${count} browsers ${state}`);
    },
    render(body, headers = {}, signal) {
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      const type = { 'content-type': 'application/json', ...headers };
      const sent = raw ? body : JSON.stringify(body);
      return fetch(`${url}/renders`, { method: 'POST', headers: type, body: sent, ...(signal && { signal }) });
    },
    close,
  };
}

/** How many renders were drawn, as against found. */
export function drawn(service: TestService): Promise<number> {
  return service.metric('darkroom_renders_total{from="drawn"}');
}

/** Runs `use` with a service that is gone afterwards. */
export async function withService<T>(
  environment: Record<string, string>,
  use: (service: TestService) => Promise<T>,
  options?: Options,
): Promise<T> {
  const service = await openTestService(environment, options);
  try {
    return await use(service);
  } finally {
    await service.close();
  }
}
