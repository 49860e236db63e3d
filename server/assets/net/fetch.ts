import type { IncomingHttpHeaders } from 'node:http';
import type { Agent, Dispatcher } from 'undici';
import { Refusal } from '../refusal.ts';
import type { Content, Reading } from '../source.ts';
import { readBody } from './body.ts';
import { failureOf, isBrokenConnection, refusalOf } from './failures.ts';
import { freshnessOf } from './freshness.ts';
import type { Hosts } from './hosts.ts';

const MAX_REDIRECTS = 5;
const notModified = 304;
const redirects = new Set([301, 302, 303, 307, 308]);

/** The parts of the service that fetching needs. */
export interface Net {
  /** The client of all assets; undici is loaded with the first fetch, since it would take a tenth of the start. */
  agent: () => Promise<Agent>;
  hosts: Hosts;
  /** Milliseconds without a byte after which a host counts as hung. */
  idleTimeout: number;
}

/**
 * Fetches a file by GET. At most five redirects are followed, each checked as if the scene had named it, and none from
 * `https:` to `http:`, where the file could be changed on its way.
 *
 * A fetched file is cached as its host allows, and revalidated by its ETag or Last-Modified.
 *
 * @param cached the file as it was fetched before
 * @throws Refusal with the host's failure, or the rule that forbids the address
 */
export async function fetchFile(url: URL, net: Net, reading: Reading, cached?: CachedFile): Promise<Content> {
  const { meter, signal } = reading;
  const now = performance.now();
  if (cached && now < cached.freshUntil) {
    meter.count(cached.bytes.length);
    return cachedContent(url, net, cached);
  }
  let at = url;
  for (let followed = 0; followed <= MAX_REDIRECTS; followed++) {
    admit(at, net.hosts);
    const known = cached?.address === at.href ? cached : undefined;
    const response = await send(at, net, signal, known?.condition);
    if (known?.condition && response.statusCode === notModified) {
      discard(response);
      // headers that a 304 leaves out stay valid
      const headers = { ...known.headers, ...response.headers };
      meter.count(known.bytes.length);
      return contentOf(url, net, { bytes: known.bytes, address: at, headers, redirected: followed > 0, asked: now });
    }
    const next = nextOf(response, at);
    if (!next) {
      const bytes = await bytesOf(response, meter, signal);
      const { headers } = response;
      return contentOf(url, net, { bytes, address: at, headers, redirected: followed > 0, asked: now });
    }
    discard(response);
    at = next;
  }
  throw new Refusal('asset_host_failed', `could not be fetched: it is redirected more than ${MAX_REDIRECTS} times`);
}

/** A fetched file, with what it is revalidated by. */
interface CachedFile {
  bytes: Uint8Array;
  /** Address after redirects. */
  address: string;
  headers: IncomingHttpHeaders;
  /** Headers that ask whether it is unchanged. */
  condition: Readonly<Record<string, string>> | undefined;
  /** By `performance.now()`; 0 where its host does not let it be cached without asking. */
  freshUntil: number;
}

/** An answer of a host. */
interface Fetched {
  bytes: Uint8Array;
  /** Address after redirects. */
  address: URL;
  headers: IncomingHttpHeaders;
  redirected: boolean;
  /** Time of the request, by `performance.now()`. */
  asked: number;
}

/** The file as content, which can be revalidated where its host lets it be cached. */
function contentOf(url: URL, net: Net, { bytes, address, headers, redirected, asked }: Fetched): Content {
  const freshness = freshnessOf(headers);
  if (!freshness) return { bytes };
  const { fresh, condition } = freshness;
  // the freshness of a file says nothing of the redirects that lead to it
  const freshUntil = redirected ? 0 : asked + fresh;
  return cachedContent(url, net, { bytes, address: address.href, headers, condition, freshUntil });
}

function cachedContent(url: URL, net: Net, cached: CachedFile): Content {
  return { bytes: cached.bytes, revalidate: reading => fetchFile(url, net, reading, cached) };
}

function admit(url: URL, hosts: Hosts): void {
  if (hosts.admits(url)) return;
  throw new Refusal('asset_host_forbidden', `may not be fetched: ASSET_HOSTS does not list ${url.host}`);
}

async function send(
  url: URL,
  net: Net,
  signal: AbortSignal,
  condition: CachedFile['condition'],
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
    `is redirected ${where}, which is not followed; give the final address`,
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

/** Closes a body that nobody will read; its host may never end it. */
function discard({ body }: Dispatcher.ResponseData): void {
  body.on('error', () => {});
  body.destroy();
}
