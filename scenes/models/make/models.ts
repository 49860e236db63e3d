import { type Document, NodeIO } from '@gltf-transform/core';
import { ALL_EXTENSIONS } from '@gltf-transform/extensions';
import { bottle } from './bottle.ts';
import { box } from './box.ts';
import { chair } from './chair.ts';
import { flag } from './flag.ts';
import { lamp } from './lamp.ts';
import { mug } from './mug.ts';
import { plant } from './plant.ts';
import { sneaker } from './sneaker.ts';
import { watch } from './watch.ts';

/** Every model, by its file's name without `.glb`. */
export const models = {
  chair,
  mug,
  lamp,
  watch,
  sneaker,
  box,
  plant,
  bottle,
  flag,
} satisfies Record<string, () => Promise<Document>>;

export type ModelName = keyof typeof models;

/** A model's GLB: the same bytes each time. */
export async function build(name: ModelName): Promise<Uint8Array> {
  const document = await models[name]();
  return new NodeIO().registerExtensions(ALL_EXTENSIONS).writeBinary(document);
}
