import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problems/problem.ts';
import { requireKey } from '../http/access.ts';
import { invalidParameter } from '../submission/query.ts';

export interface Admission {
  /** Whether the URL itself says that it may be read: nobody has it who was not given it. */
  signed: boolean;
  /** Seconds for which it is still good. */
  left: number;
  /** Whether caches may give it to others, who have no key: nobody needs one, or the URL says so. */
  shared: boolean;
}

/**
 * Lets through who has a key, or a URL that is signed, where keys are asked for: a URL that anyone can put into a page.
 * @throws {Problem} 401, or 403 where the signature does not fit or its time is over
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
