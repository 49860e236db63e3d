import { threeIn } from '../three/json.ts';
import { openThree } from '../three/model.ts';
import type { ModelKind } from '../model-kind.ts';

/** three.js JSON; tested before glTF, which takes all other JSON to say what is wrong with it. */
export const three: ModelKind = {
  is: bytes => threeIn(bytes) !== undefined,
  names: [],
  open: openThree,
};
