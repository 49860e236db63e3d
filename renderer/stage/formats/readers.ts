import type { ModelFormat } from '../../asset.ts';
import type { ReadModel } from './model-file.ts';
import { readGltf } from './gltf.ts';

/** One row per kind of model file. All but glTF come in chunks of their own, fetched when a file of that kind first comes. */
export const readers = {
  glb: readGltf,
  gltf: readGltf,
} satisfies Record<ModelFormat, ReadModel>;
