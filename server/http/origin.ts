import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problems/problem.ts';

/** What the URLs in an answer begin with: PUBLIC_URL, or what the client itself reached the service by. Throws a 400 where that is no host. */
export function originOf(ctx: Context, { options }: Service): string {
  if (options.publicUrl !== undefined) return options.publicUrl;
  const origin = `${ctx.protocol}://${ctx.host}`;
  // a host that is none would go into pages and links as it is
  if (/^https?:\/\/[\w.:[\]-]+$/.test(origin) && URL.canParse(origin)) return origin;
  throw new Problem('host_invalid', 'The Host or X-Forwarded-Host header names no host.');
}
