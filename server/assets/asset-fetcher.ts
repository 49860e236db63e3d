import type { Assets } from './assets.ts';
import { type Allowance, Meter } from './meter.ts';
import { Refusal } from './refusal.ts';
import { Semaphore } from '../concurrency/semaphore.ts';
import { locate, locateWithin, type Places } from './sources/locate.ts';
import type { Parts } from './sources/part.ts';
import type { Source } from './source.ts';
import { untilAborted } from '../concurrency/until-aborted.ts';

/** Files of one request that are fetched at a time. */
const CONCURRENT_READS = 8;

export interface FetchOptions {
  /** Files of the request's own multipart body, by name. */
  parts: Parts;
  /** Ends everything, with its reason. */
  signal: AbortSignal;
  /** Told of the files that are there, of those known so far. */
  onFetched: (done: number, of: number) => void;
}

/** Fetches the files of one request: each place once, a few at a time, within the request's limit of bytes. */
export class AssetFetcher {
  readonly #assets: Assets;
  readonly #places: Places;
  readonly #signal: AbortSignal;
  readonly #allowance: Allowance;
  readonly #semaphore = new Semaphore(CONCURRENT_READS);
  readonly #reads = new Map<string, Promise<Uint8Array>>();
  readonly #onFetched: FetchOptions['onFetched'];
  #done = 0;
  #active = 0;
  #activeSince = 0;
  #spent = 0;

  constructor(assets: Assets, { parts, signal, onFetched }: FetchOptions) {
    this.#assets = assets;
    this.#places = { net: assets.net, root: assets.root, readObject: assets.readObject, parts };
    this.#signal = signal;
    this.#onFetched = onFetched;
    this.#allowance = { left: assets.maxTotalBytes, of: assets.maxTotalBytes };
  }

  /** The place that a `src` of the scene names. @throws Refusal */
  locate(src: string): Source {
    return locate(src, this.#places);
  }

  /** The place that a URI within a file names. @throws Refusal */
  locateWithin(uri: string, file: Source): Source {
    return locateWithin(uri, file, this.#places);
  }

  /** The bytes there. @throws Refusal, or the signal's reason */
  read(source: Source): Promise<Uint8Array> {
    const known = this.#reads.get(source.key);
    if (known) return known;
    const reading = this.#semaphore.run(() => this.#readInTime(source)).then(bytes => this.#fetched(bytes));
    this.#reads.set(source.key, reading);
    this.#onFetched(this.#done, this.#reads.size);
    return reading;
  }

  /** Milliseconds during which at least one file was being read. */
  get spent(): number {
    return this.#spent;
  }

  #fetched(bytes: Uint8Array): Uint8Array {
    this.#onFetched(++this.#done, this.#reads.size);
    return bytes;
  }

  async #readInTime(source: Source): Promise<Uint8Array> {
    this.#signal.throwIfAborted();
    if (this.#active++ === 0) this.#activeSince = performance.now();
    const { timeout, maxBytes } = this.#assets;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeout);
    const signal = AbortSignal.any([this.#signal, deadline.signal]);
    try {
      const meter = new Meter(maxBytes, this.#allowance);
      // some readers do not listen to the signal
      return await untilAborted(this.#assets.cache.read(source, { meter, signal }), signal);
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!deadline.signal.aborted) throw error;
      const says = `could not be fetched: it did not arrive within ${timeout / 1000} s`;
      throw new Refusal('asset_host_timeout', says, { cause: error });
    } finally {
      clearTimeout(timer);
      if (--this.#active === 0) this.#spent += performance.now() - this.#activeSince;
    }
  }
}
