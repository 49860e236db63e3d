import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import type { Profile } from './profile.ts';

/** A Chrome process with its helper processes and its profile. */
export interface ChromeProcess {
  /** Folder of its profile. */
  readonly profile: string;
  /** Pipes of the DevTools protocol. */
  readonly commands: Writable;
  readonly answers: Readable;
  /** Resolves when it has ended, with its exit status and its last output. */
  readonly ended: Promise<string>;
  /** Ends it and its helper processes at once, and deletes its profile. */
  kill(): Promise<void>;
}

/** Processes that still run when this one ends, and have to end with it. */
const running = new Set<number>();
process.on('exit', () => running.forEach(endGroup));

/**
 * Starts Chrome with a page; resolves before it is up.
 * @throws {Error} where it cannot be run
 */
export async function startChrome(path: string, profile: Profile, page: string): Promise<ChromeProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-'));
  const forget = () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  const args = ['--remote-debugging-pipe', `--user-data-dir=${folder}`, ...profile.flags, page];
  // a process group of its own, by which all of it can be ended; two more pipes for the DevTools protocol
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

/** Kills the process group: a helper process that is busy drawing does not notice that its parent is gone. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}
