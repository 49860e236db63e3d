import { enableCompileCache, flushCompileCache } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Settings } from './settings.ts';
import type { StartedRenderer } from './start-renderer.ts';

/**
 * The only file that reads the environment or ends the process.
 *
 * It imports as it goes: Chrome is started before the rest is loaded, so that both start side by side, and Node keeps the code that it
 * compiles for the next start.
 */

function fail(error: unknown): never {
  console.error(`darkroom: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  const asked = askedToEnd();
  const { readSettings } = await import('./settings.ts');
  const settings = readSettings(environment);
  const started = await startBrowsers(settings);
  const log = await openLog(settings);
  const { openService } = await import('./compose.ts');
  const service = await openService(settings, started, log);
  const { listen } = await import('./listen.ts');
  const server = await listen(service.app, settings.HOST, settings.PORT).catch(async (error: unknown) => {
    await service.close(async () => {});
    throw error;
  });
  log.info({ url: server.url, store: settings.STORE }, 'listening');
  // while Chrome starts
  started.renderer.prepare().catch(fail);

  const end = async (): Promise<void> => {
    log.info({ signal: await asked }, 'shutting down');
    await service.close(() => server.close());
    process.exit(0);
  };
  void end().catch(fail);

  if (!settings.STORE.includes('://')) console.log(welcome(server.url));
  try {
    log.info({ adapter: await service.ready }, 'ready');
  } catch (error) {
    log.error({ err: error }, 'no browser is up');
  }
  // kept also where this process is killed
  flushCompileCache();
}

/** The first SIGTERM or SIGINT: listened for from the start, and handled once there is something to close. */
function askedToEnd(): Promise<NodeJS.Signals> {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  return new Promise(resolve => {
    for (const signal of signals) process.on(signal, resolve);
  });
}

async function startBrowsers(settings: Settings): Promise<StartedRenderer> {
  const [{ findChrome }, { startRenderer }] = await Promise.all([
    import('../renderer/browser/chrome.ts'),
    import('./start-renderer.ts'),
  ]);
  const chromePath = await findChrome({ path: settings.CHROME_PATH, searchPath: settings.PATH });
  const browsers = settings.RENDERERS ?? Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)));
  const started = await startRenderer(settings, { chromePath, browsers, warm: true });
  await started.renderer.launched;
  return started;
}

/** Lines of JSON for a collector; for a person at a terminal, lines to read. */
async function openLog({ LOG_LEVEL: level }: Settings): Promise<Logger> {
  const { default: pino } = await import('pino');
  if (!process.stdout.isTTY) return pino({ level });
  const { default: pretty } = await import('pino-pretty');
  return pino(
    { level },
    pretty({ sync: true, singleLine: true, ignore: 'pid,hostname,requestId', translateTime: 'HH:MM:ss' }),
  );
}

function welcome(url: string): string {
  return `
Darkroom is at ${url}. Try:

  curl ${url}/renders -H 'content-type: application/json' -H 'accept: image/*' \\
       -d '{"model": "chair.glb"}' -o chair.png

Docs: ${url}/docs
`;
}

try {
  enableCompileCache(fileURLToPath(new URL('../dist/compile-cache', import.meta.url)));
  await start(process.env);
} catch (error) {
  fail(error);
}
