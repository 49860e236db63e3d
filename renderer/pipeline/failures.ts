import { RenderError } from '../error.ts';
import { doing } from './steps.ts';

/** What came out of a browser, as an error of the renderer where it is none of the scene. */
export function failed(error: unknown): RenderError {
  return error instanceof RenderError ? error : new RenderError('renderer_failed', String(error), { cause: error });
}

/** The last of several failures, with the reasons of all. */
export function failedAgain(failures: readonly RenderError[]): RenderError {
  const reasons = failures.map(({ step, message }) => `${step ?? 'draw'}: ${message}`).join('; then ');
  const last = failures.at(-1);
  const { length: attempts } = failures;
  return new RenderError('renderer_failed', reasons, { step: last?.step, attempts, cause: last?.cause });
}

/**
 * A render that had to be ended.
 * @param limit milliseconds that it had
 * @param error what its end broke off
 */
export function outOfTime(limit: number, error: unknown): RenderError {
  const at = doing(failed(error).step);
  const todo = 'a lighter model or environment, fewer or smaller pictures, or the sampling "draft"';
  const message = `The render took longer than ${limit / 1000} s, and was still ${at}: ask for less, such as ${todo}.`;
  return new RenderError('render_timeout', message, { cause: error });
}
