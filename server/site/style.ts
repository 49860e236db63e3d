import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A page's style sheet: it stands in the page itself, so that the first picture of it needs no second request. */
export interface Style {
  text: string;
  /** Under which the page is sent: nothing but what is the service's own, and this very style sheet. */
  policy: string;
}

/** Reads style sheets of `client/`, one after the other. */
export function readStyle(...names: string[]): Style {
  const text = names.map(name => readFileSync(new URL(`client/${name}.css`, import.meta.url), 'utf8')).join('');
  const digest = createHash('sha256').update(text).digest('base64');
  const policy = [
    "default-src 'none'",
    "img-src 'self' data:",
    `style-src 'sha256-${digest}'`,
    "script-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return { text, policy: policy.join('; ') };
}
