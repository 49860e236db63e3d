import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import * as z from 'zod';
import { environmentPresets } from '../../scenes/environment.ts';

const bundle = new URL('../../dist/stage/', import.meta.url);
const light = new URL('../light/', import.meta.url);
const libraries = join(dirname(createRequire(import.meta.url).resolve('three')), '../examples/jsm/libs');

/** Decoders that three.js brings, by folder. */
const decoders = {
  draco: join(libraries, 'draco/gltf'),
  basis: join(libraries, 'basis'),
};

/** Bakes are compressed on disk, and unpacked when a scene first asks for them. */
function unpacked(path: URL): () => Promise<Uint8Array> {
  let kept: Promise<Uint8Array> | undefined;
  return () => (kept ??= readFile(path).then(promisify(brotliDecompress)));
}

/** A file that is read when it is first asked for, and kept. */
function fromDisk(path: string | URL): () => Promise<Uint8Array> {
  let kept: Promise<Uint8Array> | undefined;
  return () => (kept ??= readFile(path));
}

const stagePage = z.object({
  /** The page's own scripts, in the order in which they run. */
  scripts: z.array(z.string()),
  /** What these import before they run. */
  imports: z.array(z.string()),
});

export type StagePage = z.output<typeof stagePage>;

export interface StageFiles {
  /** Everything that the stage may ask for by name. */
  files: ReadonlyMap<string, () => Promise<Uint8Array>>;
  page: StagePage;
}

/** @throws where the stage was not built */
export async function stageFiles(): Promise<StageFiles> {
  const scripts = (await readdir(bundle)).filter(name => /^[^.].*\.js$/.test(name));
  const files = new Map<string, () => Promise<Uint8Array>>(
    scripts.map(name => [name, fromDisk(new URL(name, bundle))]),
  );
  for (const [folder, path] of Object.entries(decoders))
    for (const name of await readdir(path))
      if (/\.(js|wasm)$/.test(name)) files.set(`${folder}/${name}`, fromDisk(join(path, name)));
  for (const preset of environmentPresets) files.set(`light/${preset}`, unpacked(new URL(`${preset}.br`, light)));
  const page = await readFile(new URL('page.json', bundle), 'utf8').catch(notBuilt);
  return { files, page: stagePage.parse(JSON.parse(page)) };
}

/**
 * The renderer's version: equal versions make equal pictures.
 * @throws {Error} where the stage was not built
 */
export async function rendererVersion(): Promise<string> {
  const digest = await readFile(new URL('digest', bundle), 'utf8').catch(notBuilt);
  return digest.slice(0, 12);
}

function notBuilt(): never {
  throw new Error('The stage is not built: run `npm run build`.');
}
