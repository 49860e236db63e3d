import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle } from './commands.mjs';
import { librariesOf } from './libraries.mjs';

const library = 'liblavapipe.so';
const manifest = 'lavapipe.json';

/** What makes lavapipe one of Chrome's: made here where a compiler is, else as it was made before. */
export function layDownShim(run, root, folder, arch) {
  const source = join(root, 'native/lavapipe');
  const prebuilt = join(source, 'prebuilt', arch, library);
  if (build(run, source, folder)) return;
  if (!existsSync(prebuilt))
    throw new Obstacle('there is no C compiler that works, and nothing prebuilt for this kind of CPU');
  copyFileSync(prebuilt, join(folder, library));
  copyFileSync(join(source, manifest), join(folder, manifest));
  requireLibraries(run, folder);
}

function build(run, source, folder) {
  const { status } = run(join(source, 'build.sh'), [folder]);
  if (status !== 0 || ![library, manifest].every(name => existsSync(join(folder, name)))) return false;
  try {
    requireLibraries(run, folder);
    return true;
  } catch {
    return false;
  }
}

function requireLibraries(run, folder) {
  const { lacking } = librariesOf(run, join(folder, library), folder);
  if (lacking.length > 0) throw new Obstacle(`${library} needs ${lacking.join(', ')}`);
}
