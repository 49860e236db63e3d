import { isIP, isIPv6 } from 'node:net';

/** The hosts that assets may come from: ASSET_HOSTS, parsed. */
export interface Hosts {
  /** Whether the list has the host of a URL. */
  admits(url: URL): boolean;
  /** Whether it may be reached at a private address: an entry has its address, or its port. */
  trusts(hostname: string, port: string): boolean;
}

interface Entry {
  /** `*`, `*.example.com`, `example.com`, `127.0.0.1`, `::1`. */
  host: string;
  port: string | undefined;
}

/**
 * Reads ASSET_HOSTS: `*` (any public address), or entries separated by commas or spaces.
 *
 * `example.com` is that host alone and `*.example.com` every host below it, both at public addresses. An entry that is
 * an address (`10.0.0.7`, `::1`) or names a port (`localhost:9000`, `[::1]:9000`, `minio.internal:9000`) is trusted
 * even where it is private.
 *
 * @throws Error that names the entry that cannot be parsed
 */
export function parseHosts(text: string): Hosts {
  const entries = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parseEntry);
  return {
    admits: url => entries.some(entry => matches(entry, bare(url.hostname), portOf(url))),
    trusts: (hostname, port) =>
      entries.some(entry => (entry.port !== undefined || isIP(entry.host)) && matches(entry, bare(hostname), port)),
  };
}

function parseEntry(text: string): Entry {
  const [, written, port] = /^(.+?)(?::(\d{1,5}))?$/.exec(isIPv6(text) ? `[${text}]` : text) ?? [];
  const url = URL.parse(`http://${written}`);
  const host = url && bare(url.hostname);
  if (!host || url.href !== `http://${url.host}/` || url.port !== '' || !/^(\*|(\*\.)?[^*]+)$/.test(host))
    throw new Error(`ASSET_HOSTS: "${text}" is not a host such as example.com, *.example.com or 127.0.0.1:9000`);
  if (host === '*' && port !== undefined)
    throw new Error(`ASSET_HOSTS: "${text}" would trust every private address; name the host`);
  return { host, port };
}

function matches(entry: Entry, hostname: string, port: string): boolean {
  if (entry.port !== undefined && entry.port !== port) return false;
  if (entry.host === '*') return true;
  if (entry.host.startsWith('*.')) return hostname.endsWith(entry.host.slice(1));
  return hostname === entry.host;
}

/** A host in lower case, without the brackets of IPv6 and the dot of a fully qualified name. */
function bare(hostname: string): string {
  return hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}
