import { setTimeout as pause } from 'node:timers/promises';
import type { SceneInput } from '../scenes/scene.ts';
import { drawnIn, openClient } from './support/client.ts';
import { commandLineOf, cpuOf, descendantsOf, kindOf } from './support/processes.ts';
import { type Report, shareOf } from './support/report.ts';
import { startService } from './support/service.ts';

const scene: SceneInput = { model: 'chair.glb', output: { width: 512, height: 512 } };
/** Milliseconds until all that goes on behind an answer has ended, and for which it is watched then. */
const settling = 3000;
const watched = 10_000;
/** Share of a core. */
const limit = 0.03;

/** What a service that has drawn, and that nobody asks anything of, takes of the processor. */
export async function idle(): Promise<Report> {
  await using stack = new AsyncDisposableStack();
  const service = stack.use(await startService());
  const client = stack.use(openClient());
  drawnIn(await client.post(`${service.url}/renders`, scene));
  await pause(settling);
  const pids = [service.pid, ...(await descendantsOf(service.pid))];
  const before = await Promise.all(pids.map(cpuOf));
  const started = performance.now();
  await pause(watched);
  const after = await Promise.all(pids.map(cpuOf));
  const spent = performance.now() - started;
  const shares = after.map((cpu, at) => (cpu - (before[at] ?? 0)) / spent);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const names = await Promise.all(pids.map(nameOf));
  return {
    rows: [
      {
        what: 'idle: Node and Chrome, after a picture',
        asked: `≤ ${shareOf(limit)} of a core`,
        measured: shareOf(all),
        holds: all <= limit,
      },
    ],
    details: [
      {
        title: `What runs while nothing is asked for, over ${watched / 1000} s`,
        head: ['process', 'of a core'],
        lines: names.map((name, at) => [name, shareOf(shares[at] ?? 0)]),
      },
    ],
  };
}

/** What one of the processes is for. */
async function nameOf(pid: number): Promise<string> {
  const line = await commandLineOf(pid);
  const { program } = line;
  const kind = kindOf(line);
  const name = program.split('/').at(-1) ?? program;
  return kind ? `${name}, ${kind}` : name;
}
