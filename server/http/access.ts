import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problem.ts';

/** Lets through who has a key, where keys are asked for: `Authorization: Bearer …` or `X-API-Key`. */
export function requireKey(ctx: Context, { options }: Service): void {
  if (options.apiKeys.length === 0) return;
  const given = /^Bearer +(\S+)$/i.exec(ctx.get('authorization'))?.[1] ?? ctx.get('x-api-key');
  if (given !== '' && options.apiKeys.some(key => equal(key, given))) return;
  const detail =
    given === '' ? 'This needs a key: send it as "Authorization: Bearer …".' : 'This key is not known here.';
  throw new Problem(401, given === '' ? 'key_missing' : 'key_invalid', detail, {
    headers: { 'www-authenticate': 'Bearer' },
  });
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
