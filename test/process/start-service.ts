import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { browsersOf, leftOf, type Process } from '../support/processes.ts';
import { chromePath, gpu } from '../support/studio.ts';

const start = fileURLToPath(new URL('../../server/start.sh', import.meta.url));

/** The service as a process of its own, as `npm start` and the image run it. */
export interface ServiceProcess {
  /** Where it listens. Fails where it ends first. */
  listening(): Promise<string>;
  /** Resolves when it can draw. */
  ready(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** How it ended: its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  stdout(): string;
  stderr(): string;
  /** Its browsers and their helpers. */
  browsers(): Promise<Process[]>;
  /** What it has left in the folder for temporary files, and its store's folder. */
  left(): Promise<string[]>;
}

/** Runs `use` with a service, which is ended afterwards in any case. */
export async function withProcess(
  environment: Record<string, string>,
  use: (service: ServiceProcess) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'process-'));
  const child = spawn('sh', [start, process.execPath], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: folder,
      CHROME_PATH: chromePath,
      PORT: '0',
      GPU: gpu,
      RENDERERS: '1',
      STORE: join(folder, 'store'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  const ended = once(child, 'close').then(([code, signal]): number | string => code ?? signal);

  const listening = async (): Promise<string> => {
    for (;;) {
      const [, url] = /"url":"([^"]+)".*"msg":"listening"/.exec(output.stdout) ?? [];
      if (url) return url;
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output.stderr}`);
      await sleep(10);
    }
  };
  const browsers = () => browsersOf(child.pid);
  try {
    await use({
      listening,
      async ready() {
        const url = await listening();
        while (!(await fetch(`${url}/health/ready`)).ok) await sleep(20);
      },
      signal: name => void child.kill(name),
      ended,
      stdout: () => output.stdout,
      stderr: () => output.stderr,
      browsers,
      left: async () => (await readdir(folder)).filter(name => name !== 'store'),
    });
  } finally {
    const running = await browsers();
    child.kill('SIGKILL');
    await ended;
    await leftOf(running);
    await rm(folder, { recursive: true, force: true });
  }
}
