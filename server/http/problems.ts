import type { Context, Middleware } from 'koa';
import type { Logger } from 'pino';
import { RenderError } from '../../renderer/error.ts';
import { titleOf } from '../problems/codes.ts';
import { Problem } from '../problems/problem.ts';
import { problemOf } from '../problems/problem-of.ts';
import { signalOf } from './signal.ts';

/** Status of a request whose client went away, in logs and metrics, as nginx has it. */
const clientGone = 499;

/** Renders a problem as a page, for browsers. */
export interface ProblemPage {
  /** Content-Security-Policy that it is sent with. */
  policy: string;
  html(problem: Problem, requestId: string): string;
}

/** Answers every error as RFC 9457 `application/problem+json`; an unforeseen one is logged, and answered without its stack. */
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

/** Logs unforeseen errors with their stack, others by their code and cause. */
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

/** Answers a browser with a page, anybody else with JSON. */
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
