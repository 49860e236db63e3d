import { fileURLToPath } from 'node:url';
import type { LavapipeFiles } from '../browser/profile.ts';

/** Where set-up and the image put lavapipe, and where the shaders are kept that it compiled. */
export const lavapipeFiles: LavapipeFiles = {
  driver: fileURLToPath(new URL('../../.cache/lavapipe/lavapipe.json', import.meta.url)),
  cache: fileURLToPath(new URL('../../.cache/shaders', import.meta.url)),
};
