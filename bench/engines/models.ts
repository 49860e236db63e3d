import { copyFile, glob } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const own = fileURLToPath(new URL('scenes/models/', root));
const handed = fileURLToPath(new URL('../shared/data/handed/', root));
/** Of others' models, where there are any. */
const most = 20;

/** Puts all our own models and some of others, of one file each, into a folder. Their names there. */
export async function findModels(folder: string): Promise<string[]> {
  const others = spread((await Array.fromAsync(glob(join(handed, 'gltf/*/*.glb')))).toSorted(), most);
  const all = [...(await Array.fromAsync(glob(join(own, '*.glb')))).toSorted(), ...others];
  // what was handed to us may be called anything
  const names = all.map(path => basename(path).replaceAll(/[^\w.-]/g, '_'));
  await Promise.all(all.map((path, at) => copyFile(path, join(folder, names[at] ?? ''))));
  return [...new Set(names)];
}

/** So many of them, from the first to the last. */
export function spread<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)] as T);
}
