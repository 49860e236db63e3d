import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problems/problem.ts';
import { requireKey } from '../http/access.ts';
import { invalidParameter } from '../submission/query.ts';

export interface Admission {
  /** Whether the URL is signed: only who was given it has it. */
  signed: boolean;
  /** Seconds until it expires. */
  left: number;
  /** Whether shared caches may keep the answer. */
  shared: boolean;
}

/**
 * Requires a key or a signed URL, where the service has keys.
 * @throws {Problem} 401, or 403 where the signature is wrong or has expired
 */
export function requireKeyOrSignature(ctx: Context, service: Service): Admission {
  const query = new URLSearchParams(ctx.querystring);
  const signature = query.get('signature');
  const expires = secondsOf(query.get('expires'));
  if (service.options.apiKeys.length === 0) return { signed: false, left: Infinity, shared: true };
  if (signature === null) {
    requireKey(ctx, service);
    return { signed: false, left: Infinity, shared: false };
  }
  const unsigned = ctx.querystring.replace(/(^|&)signature=[^&]*/, '').replace(/^&/, '');
  service.links.verify(`${ctx.path}?${unsigned}`, signature);
  return { signed: true, left: secondsLeft(expires), shared: true };
}

function secondsOf(expires: string | null): number {
  if (expires === null) return Infinity;
  if (!/^\d{1,12}$/.test(expires)) throw invalidParameter('expires', 'expected whole seconds since 1970');
  return Number(expires);
}

function secondsLeft(expires: number): number {
  const left = expires - Math.floor(Date.now() / 1000);
  if (left > 0) return left;
  throw new Problem('signature_expired', 'This URL was good until the time that expires names: sign it anew.');
}
