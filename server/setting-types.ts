import * as z from 'zod';

/** Entries between commas, without spaces around them; empty ones do not count. */
export const list = z.string().transform(text =>
  text
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean),
);

/** `*`, or origins as browsers send them. */
export const origins = list.transform(entries => entries.map(asSent)).refine(entries => entries.every(isOrigin));

export const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Seconds, read as milliseconds. @param most seconds */
export const seconds = (most: number) =>
  z.coerce
    .number()
    .gt(0)
    .max(most)
    .transform(value => value * 1000);

/** An `http:` or `https:` URL, without slashes at its end. */
export const address = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/+$/, ''));

/** An origin as browsers send it: lower-case host, no slash at its end, no default port. */
function asSent(entry: string): string {
  const { origin = 'null', pathname = '/', href = '' } = URL.parse(entry) ?? {};
  return origin !== 'null' && pathname === '/' && href === `${origin}/` ? origin : entry.replace(/\/$/, '');
}

/** No page is of a pattern, so an asterisk within an origin would match nothing. */
function isOrigin(entry: string): boolean {
  return entry === '*' || (URL.canParse(entry) && /^[a-z][a-z\d+.-]*:\/\/[^/?#@*]+$/.test(entry));
}
