import { fromUnit } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { prune, unfold } from './usd/arcs.ts';
import { isBinary, readBinary } from './usd/binary.ts';
import { Composer } from './usd/composer.ts';
import { plainGprims } from './usd/gprims.ts';
import { placeInstances } from './usd/instancers.ts';
import { layOver } from './usd/sublayers.ts';
import type { Layer } from './usd/specs.ts';
import { readText } from './usd/text.ts';
import { openZip } from './zip.ts';

/** Metres of a unit, where a layer does not say it. */
const centimetre = 0.01;

/** USD says metres per unit and which axis is up, and the composer applies both. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const { root, files } = await filesOf(new Uint8Array(bytes));
  const layer = files[root] as Layer;
  const composer = new Composer(manager);
  const scene = composer.compose(layer, root === '' ? {} : files, {}, folderOf(root));
  await Promise.all(composer.texturePromises);
  const isSaid = layer.specsByPath['/']?.fields['metersPerUnit'] !== undefined;
  return { root: fromUnit(scene, isSaid ? 1 : centimetre), animations: [] };
}

type Files = Record<string, Layer | Uint8Array>;

/** What a package holds, of which the first is its root; of a layer by itself, that. */
async function filesOf(bytes: Uint8Array<ArrayBuffer>): Promise<{ root: string; files: Files }> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { root: '', files: settled({ '': layerOf(bytes) }) };
  const archive = openZip(bytes);
  const reading = [...archive].map(async ([name, read]): Promise<[string, Layer | Uint8Array]> => {
    const content = await read();
    return [name, /\.usd[ac]?$/i.test(name) ? layerOf(content) : content];
  });
  return { root: [...archive.keys()][0] ?? '', files: settled(Object.fromEntries(await Promise.all(reading))) };
}

function layerOf(bytes: Uint8Array<ArrayBuffer>): Layer {
  return isBinary(bytes) ? readBinary(bytes) : readText(new TextDecoder().decode(bytes));
}

/** Puts what layers say in the words that the composer knows. */
function settled(files: Files): Files {
  for (const [path, file] of Object.entries(files)) if ('specsByPath' in file) layOver(file, path, files);
  for (const file of Object.values(files)) {
    if (!('specsByPath' in file)) continue;
    placeInstances(file);
    unfold(file);
    prune(file);
    plainGprims(file);
  }
  return files;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
