import { availableParallelism } from 'node:os';
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import { findChrome } from '../renderer/chrome.ts';
import { listen } from './listen.ts';
import { openService } from './service.ts';
import { type Settings, readSettings } from './settings.ts';

/** The only file that reads the environment or ends the process. */

function fail(error: unknown): never {
  console.error(`darkroom: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function start(settings: Settings): Promise<void> {
  const log = openLog(settings);
  const chromePath = await findChrome({ path: settings.CHROME_PATH, searchPath: settings.PATH });
  const browsers = settings.RENDERERS ?? Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)));
  const service = await openService(settings, { chromePath, browsers, log });
  const server = await listen(service.app, settings.HOST, settings.PORT).catch(async (error: unknown) => {
    await service.close(async () => {});
    throw error;
  });
  log.info({ url: server.url, store: settings.STORE }, 'listening');

  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    log.info({ signal }, 'shutting down');
    await service.close(() => server.close());
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal).catch(fail));

  if (!settings.STORE.includes('://')) console.log(welcome(server.url));
  await service.ready.then(
    adapter => log.info({ adapter }, 'ready'),
    (error: unknown) => log.error({ err: error }, 'no browser is up'),
  );
}

/** Lines of JSON for a collector; for a person at a terminal, lines to read. */
function openLog({ LOG_LEVEL: level }: Settings): Logger {
  if (!process.stdout.isTTY) return pino({ level });
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
  await start(readSettings(process.env));
} catch (error) {
  fail(error);
}
