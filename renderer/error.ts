/** Why a render gave no picture. */
export type RenderErrorCode =
  /** The scene asks for something that it cannot have: a clip, a variant, a node that is not there. */
  | 'scene_invalid'
  /** Nothing of the scene is in the picture. */
  | 'nothing_in_view'
  /** A file that passed the checks could not be decoded after all. */
  | 'asset_undecodable'
  | 'queue_full'
  | 'render_timeout'
  /** The renderer itself failed, at something that it should be able to draw. */
  | 'renderer_failed'
  /** No browser, or no GPU. */
  | 'renderer_unavailable';

interface RenderErrorOptions {
  pointer?: string | undefined;
  step?: string | undefined;
  attempts?: number;
  cause?: unknown;
}

/**
 * A render that gave no picture. `message` is one sentence for the person who asked for it, but that of `renderer_failed` is for the log
 * alone, as it may quote any library.
 */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly code: RenderErrorCode;
  /** JSON pointer into the scene as parsed, where one field is at fault. */
  readonly pointer: string | undefined;
  /** Step at which it failed: see `steps.ts`. */
  readonly step: string | undefined;
  /** Number of attempts. */
  readonly attempts: number;

  constructor(code: RenderErrorCode, message: string, options: RenderErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.pointer = options.pointer;
    this.step = options.step;
    this.attempts = options.attempts ?? 1;
  }
}
