import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from './problem.ts';

/** Signs what anyone who has it may see, until it expires. */
export interface Links {
  /** A token for a render. Equal renders made on the same day get equal tokens, so that a chat unfurls a link once. */
  sign(id: string): string;
  /** The render that a token opens. Throws a 403 where it is forged, a 410 where it has expired. */
  open(token: string): string;
  /** The signature of a URL's path and query. */
  signatureOf(url: string): string;
  /** Throws a 403 where a URL's signature is not by one of the keys. */
  verify(url: string, signature: string): void;
}

const day = 24 * 3600 * 1000;

/**
 * @param keys newest first: the first signs, each opens
 * @param ttl milliseconds for which a link opens, rounded up to the day's end
 */
export function createLinks(keys: readonly string[], ttl: number, now: () => number = Date.now): Links {
  const [newest = ''] = keys;
  if (newest === '') throw new Error('links need a key');

  const isSigned = (text: string, signature: string) => keys.some(key => equal(mac(key, text), signature));
  return {
    sign(id) {
      const expires = ttl < day ? now() + ttl : Math.ceil((now() + ttl) / day) * day;
      const payload = `${id}.${Math.ceil(expires / 1000).toString(36)}`;
      return `${payload}.${mac(newest, `preview:${payload}`)}`;
    },
    open(token) {
      const [, payload = '', id = '', expires = '', signature = ''] =
        /^(([0-9a-z]+)\.([0-9a-z]+))\.([\w-]+)$/.exec(token) ?? [];
      if (!isSigned(`preview:${payload}`, signature))
        throw new Problem(
          403,
          'link_invalid',
          'This link was not made by this service, or was cut short: copy it whole.',
        );
      if (Number.parseInt(expires, 36) * 1000 <= now())
        throw new Problem(410, 'link_expired', 'This link has expired: ask for a new one.');
      return id;
    },
    signatureOf: url => mac(newest, `url:${url}`),
    verify(url, signature) {
      if (!isSigned(`url:${url}`, signature))
        throw new Problem(
          403,
          'signature_invalid',
          'The signature does not fit this URL: sign its path and query, without the signature.',
        );
    },
  };
}

function mac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
