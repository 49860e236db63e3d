import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from './problems/problem.ts';

/** Signs what anyone who has it may see, until it expires. */
export interface Links {
  /**
   * A token for a render. Equal renders made on the same day get equal tokens, so that a chat unfurls a link once.
   * @param title what whoever has the link is to read; it goes with the link alone, as others may call the same render otherwise
   */
  sign(id: string, title?: string): string;
  /** The render that a token opens. Throws a 403 where it is forged, a 410 where it has expired. */
  open(token: string): string;
  /** The title that a token was signed with. */
  titleIn(token: string): string | undefined;
  /** The signature of a URL's path and query, in whatever order its parameters are. */
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
    sign(id, title) {
      const expires = ttl < day ? now() + ttl : Math.ceil((now() + ttl) / day) * day;
      const named = title ? `.${Buffer.from(title).toString('base64url')}` : '';
      const payload = `${id}.${Math.ceil(expires / 1000).toString(36)}${named}`;
      return `${payload}.${mac(newest, `preview:${payload}`)}`;
    },
    open(token) {
      const [, payload = '', id = '', expires = '', signature = ''] =
        /^(([0-9a-z]+)\.([0-9a-z]+)(?:\.[\w-]+)?)\.([\w-]+)$/.exec(token) ?? [];
      if (!isSigned(`preview:${payload}`, signature))
        throw new Problem('link_invalid', 'This link was not made by this service, or was cut short: copy it whole.');
      if (Number.parseInt(expires, 36) * 1000 <= now())
        throw new Problem('link_expired', 'This link has expired: ask for a new one.');
      return id;
    },
    titleIn(token) {
      const [, , named, signature] = token.split('.');
      return signature === undefined ? undefined : Buffer.from(named ?? '', 'base64url').toString();
    },
    signatureOf: url => mac(newest, `url:${sorted(url)}`),
    verify(url, signature) {
      // URLs were signed as they stand, before
      if (![sorted(url), url].some(one => isSigned(`url:${one}`, signature)))
        throw new Problem(
          'signature_invalid',
          'The signature does not fit this URL: sign its path and its query, parameters sorted, without the signature.',
        );
    },
  };
}

/** A URL's path and query with its parameters in the order of their characters, each as it stands. */
function sorted(url: string): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  return `${path}?${query.split('&').toSorted().join('&')}`;
}

function mac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
