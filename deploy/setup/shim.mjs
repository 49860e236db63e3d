import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle } from './commands.mjs';
import { librariesOf } from './libraries.mjs';

/** The driver of ours that Chrome loads, the file by which Chrome finds it, and what gives Chrome huge pages. */
const [library, manifest, hugePages] = ['liblavapipe.so', 'lavapipe.json', 'libhugepages.so'];
export const shim = [library, manifest, hugePages];

/**
 * Lays down what makes lavapipe a driver for Chrome, beside it: made here where a compiler is, else as it was made before.
 * @returns the libraries that it and lavapipe make use of
 */
export function layDownShim(run, root, folder, arch) {
  const source = join(root, 'native/lavapipe');
  const { status } = run(join(source, 'build.sh'), [folder]);
  try {
    if (status === 0) return usedBy(run, folder);
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error;
    // what this compiler makes does not run here; what another made may
  }
  const prebuilt = join(source, 'prebuilt', arch);
  for (const [name, from] of [
    [library, prebuilt],
    [hugePages, prebuilt],
    [manifest, source],
  ]) {
    if (!existsSync(join(from, name)))
      throw new Obstacle(`there is neither a C compiler nor a prebuilt ${name} for its CPU`);
    copyFileSync(join(from, name), join(folder, name));
  }
  return usedBy(run, folder);
}

/** As Chrome will load it, with no help in finding what lies beside it. */
function usedBy(run, folder) {
  const { found, lacking } = librariesOf(run, join(folder, library));
  if (lacking.length > 0) throw new Obstacle(`${lacking.join(', ')} would not be found`);
  return found;
}
