import { geometryWords } from './geometry.ts';
import { lightWords } from './light.ts';
import { materialWords } from './material.ts';
import { sceneWords } from './scene.ts';
import { valueWords } from './value.ts';

/** What people read of a noun of the language. */
export interface Words {
  /** One sentence or two: what it is. */
  is: string;
  /** Each of its fields, by name; a field of a field is written `animation.clip`. */
  fields?: Readonly<Record<string, string>>;
}

/**
 * The words of every noun, by the names of `nouns.ts`, in the order in which they are read. Types, ranges and defaults are
 * said by the schema, not here.
 */
export const words: Readonly<Record<string, Words>> = {
  ...sceneWords,
  ...geometryWords,
  ...materialWords,
  ...lightWords,
  ...valueWords,
};
