import type { Context } from 'koa';

/** Signal that aborts when the request's client goes away. */
export function signalOf(ctx: Context): AbortSignal {
  const signal: unknown = ctx.state['signal'];
  if (signal instanceof AbortSignal) return signal;
  throw new Error('the request has no signal');
}
