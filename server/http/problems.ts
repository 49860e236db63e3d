import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { RenderError, type RenderErrorCode } from '../../renderer/error.ts';
import { problemPage, problemPolicy } from '../pages/problem.ts';
import { Problem } from '../problem.ts';
import { signalOf } from './signal.ts';

/** What logs and metrics call a request whose client went away, as nginx does. */
const clientGone = 499;

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

/** Answers every error as RFC 9457 `application/problem+json`; what nobody foresaw is logged and told without its stack. */
export function problems(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined) throw notFound(ctx);
    } catch (error) {
      const signal = signalOf(ctx);
      if (signal.aborted && error === signal.reason) {
        // nobody is there to be told, and nothing went wrong here
        ctx.status = clientGone;
        return;
      }
      const problem = problemOf(error);
      const requestId: unknown = ctx.state['requestId'];
      tell(log, problem, error, requestId);
      answer(ctx, problem, String(requestId));
    }
  };
}

function notFound(ctx: Context): Problem {
  return new Problem(404, 'not_found', `There is nothing at ${ctx.method} ${ctx.path}; /docs says what there is.`);
}

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

/** What nobody foresaw is logged whole; what was, as what it is. */
function tell(log: Logger, problem: Problem, error: unknown, requestId: unknown): void {
  if (problem.status === 500) log.error({ requestId, err: error }, problem.message);
  else if (problem.status > 500)
    log.warn({ requestId, code: problem.code, cause: reasonOf(problem.cause) }, problem.message);
  else if (problem.cause instanceof RenderError && problem.cause.cause !== undefined)
    log.warn({ requestId, code: problem.code, cause: reasonOf(problem.cause.cause) }, problem.message);
}

function reasonOf(cause: unknown): string | undefined {
  return cause instanceof Error ? cause.message : undefined;
}

/** As a page to who came with a browser, else as JSON. */
function answer(ctx: Context, problem: Problem, requestId: string): void {
  ctx.status = problem.status;
  ctx.set({ 'cache-control': 'no-store', ...problem.headers });
  ctx.vary('Accept');
  if (ctx.accepts('application/problem+json', 'json', 'html') === 'html') {
    ctx.set('content-security-policy', problemPolicy);
    ctx.type = 'html';
    ctx.body = problemPage(problem, requestId);
    return;
  }
  ctx.type = 'application/problem+json';
  ctx.body = JSON.stringify({
    type: `/docs#${problem.code}`,
    title: problem.code.replaceAll('_', ' '),
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.errors.length > 0 && { errors: problem.errors }),
    requestId,
  });
}
