import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scenario } from './scenarios.ts';

/** A picture of a scenario, by whom. */
export interface Picture {
  renderer: string;
  bytes: Uint8Array;
}

/** What all others are measured against: renderers that follow the light's paths. */
const pathTracers = ['blender-cycles', 'three-gpu-pathtracer'];

export interface Goldens {
  /** Those of path tracers: one or two. */
  references: Picture[];
  /** Those of real-time renderers. */
  peers: Picture[];
}

/** Every picture of a scenario that is there: `goldens/<scenario>/<renderer>-golden.thumb.webp`. */
export async function readGoldens(folder: string, { name }: Scenario): Promise<Goldens> {
  const own = join(folder, 'goldens', name);
  const files = (await readdir(own)).toSorted();
  const pictures: Picture[] = [];
  for (const file of files) {
    const [, renderer] = /^(.+)-golden\b.*\.(?:webp|png|jpe?g)$/.exec(file) ?? [];
    if (renderer) pictures.push({ renderer, bytes: await readFile(join(own, file)) });
  }
  const references = pictures.filter(({ renderer }) => pathTracers.includes(renderer));
  if (references.length === 0) throw new Error(`${own} has no picture of a path tracer (${pathTracers.join(', ')})`);
  return { references, peers: pictures.filter(({ renderer }) => !pathTracers.includes(renderer)) };
}
