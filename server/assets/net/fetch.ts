import type { IncomingHttpHeaders } from 'node:http';
import type { Agent, Dispatcher } from 'undici';
import { Refusal } from '../refusal.ts';
import type { Content, Reading } from '../source.ts';
import { readBody } from './body.ts';
import { failureOf, isBrokenConnection, refusalOf } from './failures.ts';
import { freshnessOf } from './freshness.ts';
import type { Hosts } from './hosts.ts';

const MOST_REDIRECTS = 5;
const notModified = 304;
const redirects = new Set([301, 302, 303, 307, 308]);

/** What fetching needs of the service. */
export interface Net {
  /** The client of all assets: undici is loaded with the first that is fetched, since a tenth of the time to start would be its. */
  agent: () => Promise<Agent>;
  hosts: Hosts;
  /** Milliseconds without a byte after which a host counts as hung. */
  idleTimeout: number;
}

/**
 * Fetches a file by GET. Redirects are followed by hand, five at most, each checked as if the scene had named it; from
 * `https:` to `http:` none is followed, since whoever wrote https did not agree to have the file changed on its way.
 *
 * What was fetched is kept as its host allows, and asked for anew by the tag or the time that it came with.
 *
 * @throws Refusal with the host's fault or the rule that forbids it
 */
export async function fetchFile(url: URL, net: Net, reading: Reading, before?: Kept): Promise<Content> {
  const { meter, signal } = reading;
  const now = performance.now();
  if (before && now < before.freshUntil) {
    meter.count(before.bytes.length);
    return contentOf(url, net, before);
  }
  let at = url;
  for (let followed = 0; followed <= MOST_REDIRECTS; followed++) {
    admit(at, net.hosts);
    const known = before?.address === at.href ? before : undefined;
    const response = await send(at, net, signal, known?.condition);
    if (known?.condition && response.statusCode === notModified) {
      discard(response);
      // what it does not say again, holds on
      const headers = { ...known.headers, ...response.headers };
      const kept = keep(known.bytes, at, headers, followed > 0, now);
      meter.count(known.bytes.length);
      return kept ? contentOf(url, net, kept) : { bytes: known.bytes };
    }
    const next = nextOf(response, at);
    if (!next) {
      const bytes = await bytesOf(response, meter, signal);
      const kept = keep(bytes, at, response.headers, followed > 0, now);
      return kept ? contentOf(url, net, kept) : { bytes };
    }
    discard(response);
    at = next;
  }
  throw new Refusal('asset_host_failed', `could not be fetched: it is redirected more than ${MOST_REDIRECTS} times`);
}

/** What was fetched, and how to ask whether it is the same still. */
interface Kept {
  bytes: Uint8Array;
  /** Where it was found in the end. */
  address: string;
  headers: IncomingHttpHeaders;
  condition: Readonly<Record<string, string>> | undefined;
  /** By `performance.now()`. */
  freshUntil: number;
}

function keep(
  bytes: Uint8Array,
  { href: address }: URL,
  headers: IncomingHttpHeaders,
  redirected: boolean,
  asked: number,
): Kept | undefined {
  const freshness = freshnessOf(headers);
  if (!freshness) return undefined;
  const { fresh, condition } = freshness;
  // how long the file is fresh says nothing of who leads there
  return { bytes, address, headers, condition, freshUntil: redirected ? 0 : asked + fresh };
}

function contentOf(url: URL, net: Net, kept: Kept): Content {
  return { bytes: kept.bytes, again: reading => fetchFile(url, net, reading, kept) };
}

function admit(url: URL, hosts: Hosts): void {
  if (hosts.admits(url)) return;
  throw new Refusal('asset_host_forbidden', `may not be fetched: ASSET_HOSTS does not list ${url.host}`);
}

async function send(
  url: URL,
  net: Net,
  signal: AbortSignal,
  condition: Kept['condition'],
): Promise<Dispatcher.ResponseData> {
  const agent = await net.agent();
  const ask = () =>
    agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Darkroom', ...condition },
      headersTimeout: net.idleTimeout,
      bodyTimeout: net.idleTimeout,
      signal,
    });
  try {
    return await ask().catch(error => {
      if (isBrokenConnection(error) && !signal.aborted) return ask();
      throw error;
    });
  } catch (error) {
    throw failureOf(error);
  }
}

/** Where a redirect leads, or `undefined` where the response is none. */
function nextOf(response: Dispatcher.ResponseData, from: URL): URL | undefined {
  const { location } = response.headers;
  if (!redirects.has(response.statusCode) || typeof location !== 'string') return undefined;
  const to = URL.parse(location, from.href);
  if (to && (to.protocol === 'https:' || to.protocol === from.protocol) && !to.username && !to.password) return to;
  discard(response);
  const where = to ? `to ${to.protocol.slice(0, -1)}` : 'to no URL';
  throw new Refusal(
    'asset_redirect_forbidden',
    `is redirected ${where}, which is not followed; name that place itself`,
  );
}

async function bytesOf(
  response: Dispatcher.ResponseData,
  meter: Reading['meter'],
  signal: AbortSignal,
): Promise<Uint8Array> {
  try {
    const refusal = refusalOf(response.statusCode);
    if (refusal) throw refusal;
    const { 'content-length': length, 'content-encoding': encoding } = response.headers;
    if (typeof length === 'string' && /^\d+$/.test(length)) meter.expect(Number(length));
    return await readBody(response.body, String(encoding ?? ''), meter, signal);
  } catch (error) {
    discard(response);
    throw failureOf(error);
  }
}

/** Lets go of a body that nobody will read; its host may never end it. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => {});
  body.destroy();
}
