import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { Refusal } from '../refusal.ts';
import { isPublic } from './address.ts';
import type { Hosts } from './hosts.ts';

/** Resolver of host names: `dns.lookup`, or a test's. */
export type Lookup = (
  hostname: string,
  options: dns.LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void,
) => void;

/**
 * The HTTP client of all assets. Addresses are checked where the socket is opened, so that nothing bypasses the check: those
 * that a URL names, and each that a name resolves to; the socket then connects to these very addresses, without another
 * lookup.
 *
 * @param connectTimeout milliseconds, name resolution and TLS included
 */
export function createAgent(hosts: Hosts, connectTimeout: number, lookup: Lookup): Agent {
  const shared = { timeout: connectTimeout, allowH2: false, autoSelectFamily: true };
  const trusted = buildConnector({ ...shared, lookup: resolving(lookup) });
  const guarded = buildConnector({ ...shared, lookup: resolving(lookup, refusePrivate) });

  return new Agent({
    allowH2: false,
    connect: (options, callback) => {
      const { hostname, protocol } = options;
      const port = options.port || (protocol === 'https:' ? '443' : '80');
      if (hosts.trusts(hostname, port)) return trusted(options, callback);
      // a socket to an address uses no resolver, so the check there would never run
      const literal = hostname.replace(/^\[(.*)\]$/, '$1');
      if (isIP(literal) && !isPublic(literal)) return callback(forbidden(), null);
      return guarded(options, callback);
    },
  });
}

function resolving(lookup: Lookup, check?: (addresses: dns.LookupAddress[]) => void): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      try {
        if (error) throw error;
        check?.(addresses);
        const [first] = addresses;
        if (!first) throw Object.assign(new Error(`no address for ${hostname}`), { code: 'ENOTFOUND' });
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      } catch (cause) {
        callback(cause instanceof Error ? cause : new Error(String(cause)), []);
      }
    });
  };
}

/** One private address among public ones is enough: DNS may be rebound to it, or the socket may choose it. */
function refusePrivate(addresses: dns.LookupAddress[]): void {
  if (!addresses.every(({ address }) => isPublic(address))) throw forbidden();
}

/** Does not name the address: the answer must not tell which names exist in a private network. */
function forbidden(): Refusal {
  return new Refusal(
    'asset_address_forbidden',
    'may not be fetched: its host has no public address; ASSET_HOSTS can name a private one with its port',
  );
}
