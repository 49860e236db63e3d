import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';

/** Gives each request an id, a signal that ends when its client goes, a line in the log and a place in the metrics. */
export function requests(log: Logger, metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const started = performance.now();
    const given = ctx.get('x-request-id');
    const requestId = /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
    const gone = new AbortController();
    ctx.res.once('close', () => gone.abort(new Error('the client went away')));
    Object.assign(ctx.state, { requestId, signal: gone.signal });
    ctx.set({ 'x-request-id': requestId, 'x-content-type-options': 'nosniff' });
    await next();
    const ms = performance.now() - started;
    const route = typeof ctx['_matchedRoute'] === 'string' ? ctx['_matchedRoute'] : 'other';
    metrics.answered(route, ctx.method, ctx.status, ms / 1000);
    // Paths of previews hold their tokens: whoever reads the log must not be able to open them.
    const path = route === 'other' ? ctx.path.slice(0, 200) : route.includes(':token') ? route : ctx.path;
    log.info({ requestId, method: ctx.method, path, status: ctx.status, ms: Math.round(ms * 10) / 10 }, 'answered');
  };
}
