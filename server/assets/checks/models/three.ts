import { threeIn } from '../three/json.ts';
import { openThree } from '../three/model.ts';
import type { ModelKind } from '../model-kind.ts';

/** Before glTF, which takes all other JSON, if only to say what is wrong with it. */
export const three: ModelKind = {
  is: bytes => threeIn(bytes) !== undefined,
  names: [],
  open: openThree,
};
