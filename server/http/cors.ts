import type { Context, Middleware } from 'koa';
import type { ServiceOptions } from '../context.ts';
import { Problem } from '../problems/problem.ts';

const exposed = [
  'ETag',
  'Location',
  'Content-Location',
  'Content-Range',
  'Server-Timing',
  'X-Warning',
  'X-Request-Id',
  'Retry-After',
].join(', ');
const taken = 'Authorization, Content-Type, X-API-Key, X-Request-Id, If-None-Match, If-Range, Range';

/**
 * CORS for pages of the listed origins, with preflight requests. Where no key is needed, a POST from a page of another origin is refused:
 * a browser would send it from any page that is open in it.
 */
export function cors({ corsOrigins: origins, apiKeys, publicUrl }: ServiceOptions): Middleware {
  const all = origins.includes('*');
  // a page needs a key to be listened to
  const keyed = apiKeys.length > 0;
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).origin;
  return async (ctx, next) => {
    if (!all && origins.length > 0) ctx.vary('Origin');
    const origin = ctx.get('origin');
    const listed = origin !== '' && (all || origins.includes(origin));
    if (listed)
      ctx.set({ 'access-control-allow-origin': all ? '*' : origin, 'access-control-expose-headers': exposed });
    if (listed && isPreflight(ctx)) return answerPreflight(ctx);
    if (!listed && !keyed && ctx.method === 'POST' && isForeign(ctx, origin, own)) throw foreign(origin);
    await next();
  };
}

function isPreflight(ctx: Context): boolean {
  return ctx.method === 'OPTIONS' && ctx.get('access-control-request-method') !== '';
}

function answerPreflight(ctx: Context): void {
  ctx.set({
    'access-control-allow-methods': 'GET, HEAD, POST',
    'access-control-allow-headers': taken,
    'access-control-max-age': '86400',
  });
  ctx.status = 204;
}

/** Whether a page of another origin asks. Clients other than browsers send no Origin. */
function isForeign(ctx: Context, origin: string, own: string | undefined): boolean {
  const site = ctx.get('sec-fetch-site');
  if (site !== '') return site !== 'same-origin' && site !== 'none';
  return origin !== '' && origin !== own && origin !== `${ctx.protocol}://${ctx.host}`;
}

function foreign(origin: string): Problem {
  const page = /^[a-z][\w+.-]*:\/\/[\w.:[\]-]{1,200}$/i.test(origin) ? origin : 'another origin';
  return new Problem(
    'origin_forbidden',
    `A page of ${page} may not have pictures made here: list its origin in CORS_ORIGINS.`,
  );
}
