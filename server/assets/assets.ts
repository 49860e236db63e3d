import dns from 'node:dns';
import type { Agent } from 'undici';
import type { Lookup } from './net/agent.ts';
import { type AssetCache, createAssetCache } from './asset-cache.ts';
import type { Net } from './net/fetch.ts';
import { parseHosts } from './net/hosts.ts';
import type { ReadObject } from './sources/bucket.ts';

/** Budget of the cache of files. */
const CACHE_BYTES = 128 * 2 ** 20;

export interface AssetsOptions {
  /** ASSET_HOSTS: `*`, or a list of hosts; see `parseHosts`. */
  hosts: string;
  /** ASSET_ROOT: folder, or `gs://bucket/prefix`, below which relative paths are; without it they are refused. */
  root?: string | undefined;
  /** Reads an object of Cloud Storage; without it `gs:` is refused. */
  readObject?: ReadObject | undefined;
  /** Bytes of one file, at most; 256 MiB. */
  maxBytes?: number | undefined;
  /** Bytes of all files of one request, at most; 512 MiB. */
  maxTotalBytes?: number | undefined;
  /** Milliseconds that one file may take; 20 000. */
  timeout?: number | undefined;
  /** Resolver of host names; `dns.lookup`. */
  lookup?: Lookup | undefined;
}

/** Sources, limits and cache of assets: made once for the process, closed at its end. */
export interface Assets {
  readonly net: Net;
  readonly root: string | undefined;
  readonly readObject: ReadObject | undefined;
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
  readonly timeout: number;
  readonly cache: AssetCache;
  /** Drops all connections. */
  close(): Promise<void>;
}

/** @throws Error where `hosts` cannot be read */
export function createAssets(options: AssetsOptions): Assets {
  const { timeout = 20_000, lookup = dns.lookup } = options;
  const hosts = parseHosts(options.hosts);
  const idleTimeout = Math.min(timeout, 10_000);
  let opened: Promise<Agent> | undefined;
  const open = async (): Promise<Agent> => (await import('./net/agent.ts')).createAgent(hosts, idleTimeout, lookup);
  return {
    net: { agent: () => (opened ??= open()), hosts, idleTimeout },
    root: options.root || undefined,
    readObject: options.readObject,
    maxBytes: options.maxBytes ?? 256 * 2 ** 20,
    maxTotalBytes: options.maxTotalBytes ?? 512 * 2 ** 20,
    timeout,
    cache: createAssetCache(CACHE_BYTES),
    close: async () => (await opened)?.destroy(),
  };
}
