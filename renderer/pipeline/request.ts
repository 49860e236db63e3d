import type { Scene } from '../../scenes/scene.ts';
import type { Asset } from '../asset.ts';
import type { RenderError } from '../error.ts';

export interface RenderRequest {
  scene: Scene;
  /** Every file that the scene refers to, by `src`. */
  assets: ReadonlyMap<string, Asset>;
  /** Who asks: browsers are shared fairly among clients. One for all where it is not given. */
  client?: string | undefined;
  /** Told of a browser's failure, before another draws what is left. */
  onRetry?: ((failure: RenderError) => void) | undefined;
}
