import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A model that new ones are made of. */
export interface Source {
  name: string;
  path: string;
}

/** One of those that are drawn for thumbnails. */
export interface SizedSource extends Source {
  bytes: number;
}

const root = new URL('../../', import.meta.url);
const handed = new URL('../shared/data/handed/', root);
const own = new URL('scenes/models/', root);

/** Small, of large pictures, of a large mesh: what others have, or else the nearest that comes with the project. */
const wanted: { name: string; handed: string; own: string }[] = [
  { name: 'fox', handed: 'gltf/fox/Fox.glb', own: 'mug.glb' },
  {
    name: 'alpha',
    handed: 'fidelity/models/AlphaBlendModeTest/glTF-Binary/AlphaBlendModeTest.glb',
    own: 'sneaker.glb',
  },
  { name: 'sofa', handed: 'gltf/glamvelvetsofa-variants/GlamVelvetSofa.glb', own: 'watch.glb' },
];

/** A model that comes with the project. */
export function ownSource(name: string): Source {
  return { name, path: fileURLToPath(new URL(`${name}.glb`, own)) };
}

/** The models to be drawn, smallest first. */
export async function findSources(): Promise<SizedSource[]> {
  return Promise.all(
    wanted.map(async one => {
      const there = await sourceAt(one.name, new URL(one.handed, handed));
      return there ?? (await needed(one.own.replace(/\.glb$/, ''), new URL(one.own, own)));
    }),
  );
}

async function needed(name: string, url: URL): Promise<SizedSource> {
  const source = await sourceAt(name, url);
  if (!source) throw new Error(`${fileURLToPath(url)} is not there`);
  return source;
}

async function sourceAt(name: string, url: URL): Promise<SizedSource | undefined> {
  const found = await stat(url).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found && { name, path: fileURLToPath(url), bytes: found.size };
}
