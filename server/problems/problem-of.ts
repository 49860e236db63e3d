import { RenderError, type RenderErrorCode } from '../../renderer/error.ts';
import { Problem } from './problem.ts';

/** How each of the renderer's failures is answered. */
const renderProblems = {
  scene_invalid: [422],
  nothing_in_view: [422],
  asset_undecodable: [422],
  queue_full: [429, { 'retry-after': '2' }],
  render_timeout: [504],
  renderer_failed: [500],
  renderer_unavailable: [503, { 'retry-after': '5' }],
} satisfies Record<RenderErrorCode, [status: number, headers?: Record<string, string>]>;

/** Any error as what its user gets to read. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RenderError) {
    const [status, headers = {}] = renderProblems[error.code];
    const errors = error.pointer === undefined ? [] : [{ pointer: error.pointer, detail: error.message }];
    return new Problem(status, error.code, error.message, { errors, headers, cause: error });
  }
  return new Problem(
    500,
    'internal_error',
    'Something went wrong here, and it was logged. Try again; if it stays, tell us the request id.',
    { cause: error },
  );
}
