import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Profile } from './profile.ts';

/** A Chrome of our own, with its helpers and its folder. */
export interface ChromeProcess {
  /** Its profile's folder. */
  readonly profile: string;
  /** What it is told by, and what it answers by. */
  readonly commands: Writable;
  readonly answers: Readable;
  /** Resolves when it has ended, with how it did and the last that it said. */
  readonly ended: Promise<string>;
  /** Ends it at once, its helpers too, and takes its folder away. */
  kill(): Promise<void>;
}

/** What runs still when this process ends, has to end with it. */
const running = new Set<number>();
process.on('exit', () => running.forEach(endGroup));

/**
 * Starts Chrome with a page in it, and answers before it is up.
 * @throws {Error} where it cannot be run
 */
export async function startChrome(path: string, profile: Profile, page: string): Promise<ChromeProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-'));
  const forget = () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  const args = ['--remote-debugging-pipe', `--user-data-dir=${folder}`, ...profile.flags, page];
  // a group of its own, by which all of it can be ended; two more pipes, through which it is driven
  const child = spawn(path, args, {
    detached: true,
    env: { ...process.env, ...profile.environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const failed = once(child, 'error');
  failed.catch(() => {});
  const { pid } = child;
  const [, , errors, commands, answers] = child.stdio;
  if (pid === undefined || !(commands instanceof Writable) || !(answers instanceof Readable)) {
    await forget();
    throw (await failed)[0];
  }
  running.add(pid);
  for (const pipe of [commands, answers, errors]) pipe?.on('error', () => {});
  let said = '';
  errors?.on('data', (text: Buffer) => (said = (said + text.toString('utf8')).slice(-2000)));
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => {
    running.delete(pid);
    return `${signal ?? `exit code ${code}`}, ${lastLine(said)}`;
  });
  let killed: Promise<void> | undefined;
  const kill = async (): Promise<void> => {
    endGroup(pid);
    await ended;
    await forget();
  };
  return { profile: folder, commands, answers, ended, kill: () => (killed ??= kill()) };
}

function lastLine(said: string): string {
  return said.trim().split('\n').at(-1) || 'and it said nothing';
}

/** Chrome's helpers are in its process group, and one that is busy drawing does not notice that its parent is gone. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}
