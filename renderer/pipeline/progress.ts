import type { Picture } from '../../scenes/pictures.ts';
import type { Engine } from '../browser/profile.ts';
import type { RenderError } from '../error.ts';

/** How far a render has come, over all browsers that it has. */
export interface Progress {
  /** Pictures that are not captured yet; unknown until a file has told its variants. */
  left: Picture[] | undefined;
  /** Browsers that it was given so far. */
  attempts: number;
  /** Milliseconds for which it had a browser. */
  held: number;
  /** What went wrong in browsers, and not in the scene. */
  failures: RenderError[];
  /** The engine at which it did, where another stands in for it. */
  failedEngine?: Engine;
  /** Milliseconds that it waited for a browser, and that no picture has told yet. */
  waited: number;
}
