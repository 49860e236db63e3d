import { glob, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SceneInput } from '../../scenes/scene.ts';

const folder = fileURLToPath(new URL('../../scenes/examples/', import.meta.url));

/** The examples, by name. */
export async function readExamples(): Promise<[name: string, scene: SceneInput][]> {
  const files = (await Array.fromAsync(glob('*.json', { cwd: folder }))).toSorted();
  return Promise.all(
    files.map(
      async (file): Promise<[string, SceneInput]> => [
        basename(file, '.json'),
        JSON.parse(await readFile(folder + file, 'utf8')) as SceneInput,
      ],
    ),
  );
}
