import { createHmac } from 'node:crypto';
import { Problem } from './problems/problem.ts';
import { sameSecret } from './same-secret.ts';

/** Signer of links that open for anybody who has them, until they expire. */
export interface Links {
  /**
   * A token for a render. Equal renders of the same day get equal tokens, so that a chat unfurls a link once.
   * @param title title that readers of the link see; it is part of the link, as others may title the same render otherwise
   */
  sign(id: string, title?: string): string;
  /** The render that a token opens. @throws Problem `link_invalid` or `link_expired` */
  open(token: string): string;
  /** The title of a token. */
  titleIn(token: string): string | undefined;
  /** The signature of a URL's path and query, in any order of its parameters. */
  signatureOf(url: string): string;
  /** @throws Problem `signature_invalid` where a URL's signature is by none of the keys */
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

  const isSigned = (text: string, signature: string) => keys.some(key => sameSecret(mac(key, text), signature));
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
      // older URLs are signed without sorting their parameters
      if (![sorted(url), url].some(one => isSigned(`url:${one}`, signature)))
        throw new Problem(
          'signature_invalid',
          'The signature does not fit this URL: sign its path and its query, parameters sorted, without the signature.',
        );
    },
  };
}

/** A URL's path and query with its parameters sorted, each as it is written. */
function sorted(url: string): string {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  return `${path}?${query.split('&').toSorted().join('&')}`;
}

function mac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
