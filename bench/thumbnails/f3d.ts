import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { debianRoot, installedVersion } from '../support/debian.ts';
import { isAbsent, openDisplay } from '../support/display.ts';
import { Missing } from '../support/missing.ts';
import { type Arena, type Contestant, type Kind, side } from './contestant.ts';

/** What runs. */
interface Program {
  command: readonly string[];
  /** Its version, and that of the OpenGL driver, which draws on the processor. */
  about: string;
}

/** F3D's command, a process for each picture, as it is used for thumbnails. `looks` are its options for how things look. */
export function f3d(name: string, looks: readonly string[] = []): Kind {
  const options = ['--dry-run', '--quiet', ...looks];
  return { name, every: 1, concurrent: looks.length > 0, open: arena => open(arena, () => installed(options)) };
}

/** A later release of it, as another release of Debian has it. */
export interface Release {
  /** Of Debian. */
  suite: string;
  /** By what it gets a context: `auto` is by the display. */
  backend: 'auto' | 'egl';
  undrawn?: NonNullable<Kind['undrawn']>;
}

/** The same by a later release: with the same letters it draws the same passes, and otherwise lights and frames things in its own way. */
export function f3dOf(name: string, looks: readonly string[], { suite, backend, undrawn = {} }: Release): Kind {
  const options = ['--no-config', '--verbose=error', `--rendering-backend=${backend}`, ...looks];
  // one that leaves models out has another mean than all others
  const concurrent = Object.keys(undrawn).length === 0;
  return { name, every: 1, concurrent, undrawn, open: arena => open(arena, () => unpacked(suite, options)) };
}

async function installed(options: readonly string[]): Promise<Program> {
  const [version, mesa] = await Promise.all(['f3d', 'libgl1-mesa-dri'].map(installedVersion));
  return { command: ['f3d', ...options], about: `F3D ${version}, Mesa ${mesa}` };
}

async function unpacked(suite: string, options: readonly string[]): Promise<Program> {
  const root = await debianRoot(suite, ['f3d', 'libgl1-mesa-dri', 'libegl1', 'libegl-mesa0']);
  const [version, mesa] = await Promise.all(['f3d', 'libgl1-mesa-dri'].map(root.versionOf));
  return {
    command: [...(await root.command('f3d')), ...options],
    about: `F3D ${version}, Mesa ${mesa}, both of Debian ${suite}`,
  };
}

async function open({ folder }: Arena, programOf: () => Promise<Program>): Promise<Contestant> {
  const { command, about } = await programOf();
  const display = await openDisplay();
  const running = new Set<number>();
  try {
    // `env` would tell nobody that there is no such program
    await run([...command, '--version'], running);
  } catch (error) {
    await display[Symbol.asyncDispose]();
    throw isAbsent(error) ? new Missing('F3D is not installed (Debian: apt-get install f3d xvfb)') : error;
  }
  return {
    about,
    async draw(file) {
      const output = join(folder, `${file}.f3d.png`);
      const options = [`--resolution=${side},${side}`, '--output', output, join(folder, file)];
      await run(['env', `DISPLAY=${display.name}`, ...command, ...options], running);
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
