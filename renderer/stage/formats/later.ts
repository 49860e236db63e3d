import type { LoadedModel, ModelFile, ReadModel } from './model-file.ts';

/**
 * A reader that is fetched when it is first needed, and what all formats but ours need after it: materials as the environment
 * lights them, points and lines that can be seen.
 */
export function later(fetch: () => Promise<{ read: ReadModel }>): ReadModel {
  return async (file: ModelFile): Promise<LoadedModel> => {
    const [{ read }, { prepare, finish }] = await Promise.all([fetch(), import('./finish.ts')]);
    prepare(file.manager);
    return finish(await read(file));
  };
}
