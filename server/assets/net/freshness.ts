import type { IncomingHttpHeaders } from 'node:http';

/** Longest freshness in milliseconds, whatever a host says: a wrong file may be corrected sooner. */
const maxFresh = 60_000;
/** Milliseconds for which a file must be unchanged: for an ETag, which may be derived from its time, and for its time alone. */
const minUnchanged = { tag: 2000, time: 60_000 };

/** How a host lets its answer be cached. */
export interface Freshness {
  /** Milliseconds for which the answer may be given again without revalidation. */
  fresh: number;
  /** Headers that revalidate it; undefined where the host gave neither ETag nor Last-Modified. */
  condition: Readonly<Record<string, string>> | undefined;
}

/**
 * The freshness of an answer for a shared cache: RFC 9111, without heuristics. All requests for assets have the same headers, so
 * `Vary` does not matter, but for `*`.
 * @returns `undefined` where it may not be cached, or caching it gains nothing
 */
export function freshnessOf(headers: IncomingHttpHeaders): Freshness | undefined {
  const control = directivesOf(headers['cache-control'] ?? '');
  if (control.has('no-store') || control.has('private') || headers.vary?.includes('*')) return undefined;
  const fresh = Math.min(maxFresh, control.has('no-cache') ? 0 : Math.max(0, lifetimeOf(control, headers)));
  const condition = conditionOf(headers);
  return fresh > 0 || condition ? { fresh, condition } : undefined;
}

function lifetimeOf(control: ReadonlyMap<string, string>, headers: IncomingHttpHeaders): number {
  const age = secondsOf(headers.age ?? '0');
  const told = control.get('s-maxage') ?? control.get('max-age');
  if (told !== undefined) return secondsOf(told) - age;
  // an invalid date is in the past
  const until = Date.parse(headers.expires ?? '') - Date.parse(headers.date ?? '');
  return Number.isNaN(until) ? 0 : until - age;
}

/** A file that is written twice within a second has one time, and many hosts derive ETags from times. */
function conditionOf({ etag, date, 'last-modified': modified }: IncomingHttpHeaders): Freshness['condition'] {
  const unchanged = Date.parse(date ?? '') - Date.parse(modified ?? '');
  if (etag !== undefined)
    return modified !== undefined && !(unchanged > minUnchanged.tag) ? undefined : { 'if-none-match': etag };
  return modified !== undefined && unchanged > minUnchanged.time ? { 'if-modified-since': modified } : undefined;
}

function directivesOf(text: string): Map<string, string> {
  return new Map(
    text.split(',').map(directive => {
      const [name = '', value = ''] = directive.trim().split('=', 2);
      return [name.toLowerCase(), value.replaceAll('"', '')];
    }),
  );
}

/** Milliseconds of whole seconds; 0 where the text is not a number. */
function secondsOf(text: string): number {
  return /^\d{1,10}$/.test(text) ? Number(text) * 1000 : 0;
}
