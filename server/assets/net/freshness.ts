import type { IncomingHttpHeaders } from 'node:http';

/** Milliseconds that a host is believed for at most, whatever it says: a file may be put right sooner than its host thought. */
const longest = 60_000;
/** Milliseconds that a file must have rested: for a tag, which may be made of its time, and for the time alone. */
const rested = { short: 2000, long: 60_000 };

/** What a host says of keeping its answer. */
export interface Freshness {
  /** Milliseconds for which the answer may be given again without asking. */
  fresh: number;
  /** Headers that ask whether it is the same still; none where the host gave nothing to ask by. */
  condition: Readonly<Record<string, string>> | undefined;
}

/**
 * Whether, and for how long, an answer may be kept by who serves several: RFC 9111, less all guessing. Requests for assets carry
 * nothing of who asked for them, so whatever the answer varies by was the same.
 * @returns `undefined` where it may not be kept, or where there is nothing to be had from it
 */
export function freshnessOf(headers: IncomingHttpHeaders): Freshness | undefined {
  const control = directivesOf(headers['cache-control'] ?? '');
  if (control.has('no-store') || control.has('private') || headers.vary?.includes('*')) return undefined;
  const fresh = Math.min(longest, control.has('no-cache') ? 0 : Math.max(0, lifetimeOf(control, headers)));
  const condition = conditionOf(headers);
  return fresh > 0 || condition ? { fresh, condition } : undefined;
}

function lifetimeOf(control: ReadonlyMap<string, string>, headers: IncomingHttpHeaders): number {
  const age = secondsOf(headers.age ?? '0');
  const told = control.get('s-maxage') ?? control.get('max-age');
  if (told !== undefined) return secondsOf(told) - age;
  // what is no date is in the past
  const until = Date.parse(headers.expires ?? '') - Date.parse(headers.date ?? '');
  return Number.isNaN(until) ? 0 : until - age;
}

/** A file that is written twice within a second has one time, and many a host makes its tags of times. */
function conditionOf({ etag, date, 'last-modified': modified }: IncomingHttpHeaders): Freshness['condition'] {
  const rest = Date.parse(date ?? '') - Date.parse(modified ?? '');
  if (etag !== undefined)
    return modified !== undefined && !(rest > rested.short) ? undefined : { 'if-none-match': etag };
  return modified !== undefined && rest > rested.long ? { 'if-modified-since': modified } : undefined;
}

function directivesOf(text: string): Map<string, string> {
  return new Map(
    text.split(',').map(directive => {
      const [name = '', value = ''] = directive.trim().split('=', 2);
      return [name.toLowerCase(), value.replaceAll('"', '')];
    }),
  );
}

/** Milliseconds of whole seconds; none where the text is no number. */
function secondsOf(text: string): number {
  return /^\d{1,10}$/.test(text) ? Number(text) * 1000 : 0;
}
