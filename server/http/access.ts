import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problems/problem.ts';
import { sameSecret } from '../same-secret.ts';

/** Requires a key, where the service has keys: `Authorization: Bearer …` or `X-API-Key`. */
export function requireKey(ctx: Context, { options }: Service): void {
  if (options.apiKeys.length === 0) return;
  const given = keyIn(ctx);
  if (given !== '' && options.apiKeys.some(key => sameSecret(key, given))) return;
  const detail =
    given === '' ? 'This needs a key: send it as "Authorization: Bearer …".' : 'This key is not known here.';
  throw new Problem(given === '' ? 'key_missing' : 'key_invalid', detail);
}

/** Client of a request, for the fair queue: its key, or its address where there are no keys. */
export function clientOf(ctx: Context, { options }: Service): string {
  const given = keyIn(ctx);
  const at = given === '' ? -1 : options.apiKeys.findIndex(key => sameSecret(key, given));
  return at >= 0 ? `key ${at}` : ctx.ip;
}

function keyIn(ctx: Context): string {
  return /^Bearer +(\S+)$/i.exec(ctx.get('authorization'))?.[1] ?? ctx.get('x-api-key');
}
