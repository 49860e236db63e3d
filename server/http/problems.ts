import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { RenderError } from '../../renderer/error.ts';
import { titleOf } from '../problems/codes.ts';
import { Problem } from '../problems/problem.ts';
import { problemOf } from '../problems/problem-of.ts';
import { signalOf } from './signal.ts';

/** What logs and metrics call a request whose client went away, as nginx does. */
const clientGone = 499;

/** A problem as a page, for who came with a browser. */
export interface ProblemPage {
  /** Content-Security-Policy that it is sent with. */
  policy: string;
  html(problem: Problem, requestId: string): string;
}

/** Answers every error as RFC 9457 `application/problem+json`; what nobody foresaw is logged and told without its stack. */
export function problems(log: Logger, page: ProblemPage): Middleware {
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
      answer(ctx, problem, String(requestId), page);
    }
  };
}

function notFound(ctx: Context): Problem {
  return new Problem('not_found', `There is nothing at ${ctx.method} ${ctx.path}; /docs says what there is.`);
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
function answer(ctx: Context, problem: Problem, requestId: string, page: ProblemPage): void {
  ctx.status = problem.status;
  ctx.set({ 'cache-control': 'no-store', ...problem.headers });
  ctx.vary('Accept');
  if (ctx.accepts('application/problem+json', 'json', 'html') === 'html') {
    ctx.set('content-security-policy', page.policy);
    ctx.type = 'html';
    ctx.body = page.html(problem, requestId);
    return;
  }
  ctx.type = 'application/problem+json';
  ctx.body = JSON.stringify({
    type: `/docs#${problem.code}`,
    title: titleOf(problem.code),
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(problem.errors.length > 0 && { errors: problem.errors }),
    requestId,
  });
}
