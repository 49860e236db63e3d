import { RenderError } from '../error.ts';
import { doing } from './steps.ts';

/** Any error as a `RenderError`; one that is none already is the renderer's own. */
export function failed(error: unknown): RenderError {
  return error instanceof RenderError ? error : new RenderError('renderer_failed', String(error), { cause: error });
}

/** One error for several failures, with the reasons of all. */
export function failedAgain(failures: readonly RenderError[]): RenderError {
  const reasons = failures.map(({ step, message }) => `${step ?? 'draw'}: ${message}`).join('; then ');
  const last = failures.at(-1);
  const { length: attempts } = failures;
  return new RenderError('renderer_failed', reasons, { step: last?.step, attempts, cause: last?.cause });
}

/**
 * A render that exceeded its time limit.
 * @param limit milliseconds
 * @param error what the end of its browser broke off
 */
export function outOfTime(limit: number, error: unknown): RenderError {
  const at = doing(failed(error).step);
  const todo = 'a lighter model or environment, fewer or smaller pictures, or the sampling "draft"';
  const message = `The render took longer than ${limit / 1000} s, and was still ${at}: ask for less, such as ${todo}.`;
  return new RenderError('render_timeout', message, { cause: error });
}
