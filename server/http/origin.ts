import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problems/problem.ts';

/**
 * The origin of the URLs in an answer: PUBLIC_URL, or the address by which the client reached the service.
 * @throws {Problem} where the Host header names no host
 */
export function originOf(ctx: Context, { options }: Service): string {
  if (options.publicUrl !== undefined) return options.publicUrl;
  const origin = `${ctx.protocol}://${ctx.host}`;
  // else it would go into pages and links as it is
  if (/^https?:\/\/[\w.:[\]-]+$/.test(origin) && URL.canParse(origin)) return origin;
  throw new Problem('host_invalid', 'The Host or X-Forwarded-Host header names no host.');
}
