import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent, openDisplay } from '../support/display.ts';
import { Missing } from '../support/missing.ts';
import { type Arena, type Contestant, type Kind, side } from './contestant.ts';

/** F3D's command, a process for each picture, as it is used for thumbnails. `looks` are its options for how things look. */
export function f3d(name: string, looks: readonly string[] = []): Kind {
  return { name, every: 1, concurrent: looks.length > 0, open: arena => open(arena, looks) };
}

async function open({ folder }: Arena, looks: readonly string[]): Promise<Contestant> {
  const display = await openDisplay();
  const running = new Set<number>();
  try {
    await run(['f3d', '--version'], running);
  } catch (error) {
    await display[Symbol.asyncDispose]();
    throw isAbsent(error) ? new Missing('F3D is not installed (Debian: apt-get install f3d xvfb)') : error;
  }
  return {
    async draw(file) {
      const output = join(folder, `${file}.f3d.png`);
      const options = ['--dry-run', '--quiet', ...looks, `--resolution=${side},${side}`, '--output', output];
      await run(['env', `DISPLAY=${display.name}`, 'f3d', ...options, join(folder, file)], running);
      const picture = await readFile(output);
      await rm(output);
      return { picture };
    },
    processes: () => [...running],
    [Symbol.asyncDispose]: () => display[Symbol.asyncDispose](),
  };
}

/** `env` becomes the program that it is given. */
async function run([command = '', ...args]: readonly string[], running: Set<number>): Promise<void> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  try {
    const [code]: unknown[] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}`);
  } finally {
    if (pid !== undefined) running.delete(pid);
  }
}
