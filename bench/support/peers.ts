import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exists } from './exists.ts';
import { Missing } from './missing.ts';

const folder = fileURLToPath(new URL('../peers', import.meta.url));
let installing: Promise<void> | undefined;

/**
 * The folder of a package of `bench/peers`; installs them all where they are not.
 * @throws {Missing} where that fails
 */
export async function peer(name: string): Promise<string> {
  const path = join(folder, 'node_modules', name);
  if (!(await exists(path))) await (installing ??= install());
  if (!(await exists(path))) throw new Missing(`${name} is not installed: npm ci in bench/peers`);
  return path;
}

/** What its lock names, and nothing that their scripts would fetch. */
async function install(): Promise<void> {
  console.error('Installing bench/peers …');
  const child = spawn('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  const why = await once(child, 'exit').then(
    ([code]) => (code === 0 ? undefined : `ended with ${String(code)}`),
    String,
  );
  if (why) throw new Missing(`npm ci in bench/peers: ${why}`);
}
