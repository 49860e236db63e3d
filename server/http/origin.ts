import type { Context } from 'koa';
import type { Service } from '../context.ts';

/** What the URLs in an answer begin with: PUBLIC_URL, or what the client itself reached the service by. */
export function originOf(ctx: Context, { options }: Service): string {
  return options.publicUrl ?? `${ctx.protocol}://${ctx.host}`;
}
