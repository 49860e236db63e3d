import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endChild } from './child.ts';
import { Missing } from './missing.ts';

/** A screen that nobody sees, for programs that draw into windows. */
export interface Display extends AsyncDisposable {
  /** As `DISPLAY` wants it. */
  readonly name: string;
}

export async function openDisplay(): Promise<Display> {
  const args = ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '1024x1024x24'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const failed = once(child, 'exit').then(() => undefined);
  const [, , , said] = child.stdio;
  try {
    const answer: unknown[] | undefined = said ? await Promise.race([once(said, 'data'), failed]) : undefined;
    if (!answer) throw new Error('Xvfb ended before it had a display');
    return { name: `:${String(answer[0]).trim()}`, [Symbol.asyncDispose]: () => endChild(child, 'SIGTERM') };
  } catch (error) {
    await endChild(child, 'SIGKILL');
    throw isAbsent(error) ? new Missing('Xvfb is not installed (Debian: apt-get install xvfb)') : error;
  }
}

/** Whether a program could not be started since there is none of this name. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
