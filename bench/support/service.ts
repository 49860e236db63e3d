import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type Engine, engines } from '../../renderer/browser/profile.ts';
import { descendantsOf } from './processes.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The service as a process of its own, as users run it. Disposing ends it, and deletes its store. */
export interface Service extends AsyncDisposable {
  readonly pid: number;
  readonly url: string;
  /** When the process was started, in `performance.now()`'s milliseconds. */
  readonly started: number;
  /** Milliseconds from its start until it listened, and until it was ready. */
  readonly listening: number;
  readonly ready: number;
  /** What draws. */
  readonly engine: Engine;
  readonly adapter: string;
  /** Browsers that it draws with. */
  readonly browsers: number;
}

const logLine = z.object({ msg: z.literal('listening'), url: z.string() });
const health = z.object({
  renderer: z.object({
    engine: z.enum(engines),
    adapter: z.object({ vendor: z.string(), architecture: z.string(), description: z.string() }),
    browsers: z.object({ size: z.number() }),
  }),
});

/** Milliseconds in which it has to be ready. */
const patience = 60_000;

/**
 * Starts the service on a free port of this machine with an empty store, and waits until it is ready.
 * @param others settings besides those that all measurements have, or in their place
 */
export async function startService(others: Readonly<Record<string, string>> = {}): Promise<Service> {
  const store = await mkdtemp(join(tmpdir(), 'darkroom-bench-'));
  const started = performance.now();
  // `env` becomes the program that it is given, and leaves all other settings as they are here. The process is the service.
  const settings = ['PORT=0', 'HOST=127.0.0.1', `STORE=${store}`, 'LOG_LEVEL=info', 'API_KEYS=', 'ASSET_ROOT='];
  const more = Object.entries(others).map(([name, value]) => `${name}=${value}`);
  const child = spawn('env', [...settings, ...more, 'sh', 'server/start.sh', process.execPath], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url: string | undefined;
  const end = async () => {
    if (url) await tellReplaced(url);
    await endProcess(child);
    await rm(store, { recursive: true, force: true });
  };
  try {
    url = await addressOf(child);
    const listening = performance.now() - started;
    const { renderer } = await untilReady(url, started + patience);
    const { vendor, architecture } = renderer.adapter;
    return {
      pid: pidOf(child),
      url,
      started,
      listening,
      ready: performance.now() - started,
      engine: renderer.engine,
      adapter: `${vendor} ${architecture}`.trim(),
      browsers: renderer.browsers.size,
      [Symbol.asyncDispose]: end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What its log says that it listens at. The rest of the log is read too, or the service would wait for its reader. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the service has no output');
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  createInterface(child.stdout).on('line', line => {
    const heard = line.startsWith('{') ? logLine.safeParse(JSON.parse(line)) : undefined;
    if (heard?.success) resolve(heard.data.url);
  });
  child.once('error', reject);
  child.once('exit', code => reject(new Error(`the service ended with ${code} before it listened`)));
  return promise;
}

async function untilReady(url: string, until: number): Promise<z.output<typeof health>> {
  while (performance.now() < until) {
    const response = await fetch(`${url}/health/ready`);
    const answer: unknown = await response.json();
    if (response.ok) return health.parse(answer);
    await pause(5);
  }
  throw new Error(`the service was not ready within ${patience / 1000} s`);
}

/** What fails in a browser is drawn by the next one, which nobody would notice but by the time that it takes. */
async function tellReplaced(url: string): Promise<void> {
  const metrics = await fetch(`${url}/metrics`).then(
    answer => answer.text(),
    () => '',
  );
  const replaced = Number(/state="replaced"[^}]*\} (\d+)/.exec(metrics)?.[1] ?? 0);
  if (replaced > 0)
    console.error(`Browsers were replaced, ${replaced} of them: what they drew took longer, or was given up.`);
}

/** SIGTERM, as an orchestrator does it; what is left after 10 s, its browsers too, is ended by force. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const below = await descendantsOf(child.pid);
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const ended = await Promise.race([exited.then(() => true), pause(10_000, false, { ref: false })]);
  for (const pid of ended ? below : [child.pid, ...below]) kill(pid);
  await exited;
  if (!ended) console.error('The service did not end within 10 s of SIGTERM, and was killed.');
  else if (child.exitCode !== 0) console.error(`The service ended with ${child.exitCode ?? child.signalCode}.`);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the service did not start');
  return pid;
}
