import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshModels } from '../support/fresh.ts';
import type { Source } from './sources.ts';

/** New models in a folder, made when they are asked for. */
export interface Models {
  /** Writes a model that was never seen before; its file's name. */
  make(source: Source): Promise<string>;
  remove(file: string): Promise<void>;
}

export async function openModels(folder: string, sources: readonly Source[]): Promise<Models> {
  const makers = new Map(await Promise.all(sources.map(async one => [one.name, await freshModels(one.path)] as const)));
  let made = 0;
  return {
    async make({ name }) {
      const file = `${name}-${++made}.glb`;
      const maker = makers.get(name);
      if (!maker) throw new Error(`no models are made of ${name}`);
      await writeFile(join(folder, file), await maker.next());
      return file;
    },
    remove: file => rm(join(folder, file)),
  };
}
