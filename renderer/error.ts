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
  /** No browser, no GPU, or both failed twice. */
  | 'renderer_failed'
  | 'renderer_unavailable';

/** A render that gave no picture; `message` is one sentence for the person who asked for it. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly code: RenderErrorCode;
  /** JSON pointer into the scene as parsed, where one field is at fault. */
  readonly pointer: string | undefined;

  constructor(code: RenderErrorCode, message: string, options: { pointer?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.pointer = options.pointer;
  }
}
