import type { LoadedModel, ModelFile, ReadModel } from './model-file.ts';

/**
 * A reader that is fetched when it is first needed, and what all formats but ours need after it: materials as the environment
 * lights them, points and lines that can be seen.
 */
export function later(fetch: () => Promise<{ read: ReadModel }>): ReadModel {
  return async (file: ModelFile): Promise<LoadedModel> => {
    const [{ read }, { prepare, finish }] = await Promise.all([fetch(), import('./finish.ts')]);
    prepare(file.manager);
    try {
      return finish(await read(file));
    } catch (error) {
      throw explained(error);
    }
  };
}

/** Loaders trust their files: what they stumble over says more of them than of the file. */
function explained(error: unknown): unknown {
  if (!(error instanceof TypeError || error instanceof RangeError)) return error;
  return new Error(`what is in it does not fit together (${error.message})`, { cause: error });
}
