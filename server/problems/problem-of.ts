import { RenderError } from '../../renderer/error.ts';
import { Problem } from './problem.ts';

/** Any error as the problem that users read. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof RenderError) {
    const errors = error.pointer === undefined ? [] : [{ pointer: error.pointer, detail: error.message }];
    return new Problem(error.code, error.message, { errors, cause: error });
  }
  return new Problem(
    'internal_error',
    'Something went wrong here, and it was logged. Try again; if it stays, tell us the request id.',
    { cause: error },
  );
}
