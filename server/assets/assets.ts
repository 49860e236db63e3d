import dns from 'node:dns';
import type { Agent } from 'undici';
import type { Lookup } from './net/agent.ts';
import { createLarder, type Larder } from './asset-cache.ts';
import type { Net } from './net/fetch.ts';
import { parseHosts } from './net/hosts.ts';
import type { ReadObject } from './sources/bucket.ts';

export interface AssetsOptions {
  /** ASSET_HOSTS: `*`, or a list of hosts; see `parseHosts`. */
  hosts: string;
  /** ASSET_ROOT: the folder, or `gs://bucket/prefix`, that relative paths are below; none are read without it. */
  root?: string | undefined;
  /** Reads an object of Cloud Storage; without it `gs:` is refused. */
  readObject?: ReadObject | undefined;
  /** Bytes of one file, at most; 256 MiB. */
  maxBytes?: number | undefined;
  /** Bytes of all files of one request, at most; 512 MiB. */
  maxTotalBytes?: number | undefined;
  /** Milliseconds that one file may take; 20 000. */
  timeout?: number | undefined;
  /** Bytes of files that are held for the next request that names them; 128 MiB. */
  heldBytes?: number | undefined;
  /** Resolves names; `dns.lookup`. */
  lookup?: Lookup | undefined;
}

/** What the service needs to resolve assets: made once, closed at the end. */
export interface Assets {
  readonly net: Net;
  readonly root: string | undefined;
  readonly readObject: ReadObject | undefined;
  readonly maxBytes: number;
  readonly maxTotalBytes: number;
  readonly timeout: number;
  readonly larder: Larder;
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
    larder: createLarder(options.heldBytes ?? 128 * 2 ** 20),
    close: async () => (await opened)?.destroy(),
  };
}
