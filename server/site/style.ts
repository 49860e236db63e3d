import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A page's style sheet, inlined so that the first paint needs no second request. */
export interface Style {
  text: string;
  /** Content-Security-Policy of the page: the service's own files, and this style sheet. */
  policy: string;
}

/** Reads and joins style sheets of `client/`. */
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
