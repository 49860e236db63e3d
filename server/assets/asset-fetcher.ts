import type { Assets } from './assets.ts';
import { type Allowance, Meter } from './meter.ts';
import { Refusal } from './refusal.ts';
import { Slots } from './semaphore.ts';
import { locate, locateWithin, type Places } from './sources/locate.ts';
import type { Parts } from './sources/part.ts';
import type { Source } from './source.ts';

/** Files of one request that are fetched at a time. */
const AT_A_TIME = 8;

/** Reads the files of one request: each place once, so many at a time, in so many bytes altogether. */
export class Gathering {
  readonly #assets: Assets;
  readonly #places: Places;
  readonly #signal: AbortSignal;
  readonly #allowance: Allowance;
  readonly #slots = new Slots(AT_A_TIME);
  readonly #read = new Map<string, Promise<Uint8Array>>();
  #underWay = 0;
  #since = 0;
  #spent = 0;

  constructor(assets: Assets, parts: Parts, signal: AbortSignal) {
    this.#assets = assets;
    this.#places = { net: assets.net, root: assets.root, readObject: assets.readObject, parts };
    this.#signal = signal;
    this.#allowance = { left: assets.maxTotalBytes, of: assets.maxTotalBytes };
  }

  /** The place that a `src` of the scene names. @throws Refusal */
  locate(src: string): Source {
    return locate(src, this.#places);
  }

  /** The place that a URI names which stands in a file. @throws Refusal */
  locateWithin(uri: string, file: Source): Source {
    return locateWithin(uri, file, this.#places);
  }

  /** The bytes there. @throws Refusal, or the signal's reason */
  read(source: Source): Promise<Uint8Array> {
    const reading = this.#read.get(source.key) ?? this.#slots.run(() => this.#readInTime(source));
    this.#read.set(source.key, reading);
    return reading;
  }

  /** Milliseconds for which some file or other was being read. */
  get spent(): number {
    return this.#spent;
  }

  async #readInTime(source: Source): Promise<Uint8Array> {
    this.#signal.throwIfAborted();
    if (this.#underWay++ === 0) this.#since = performance.now();
    const { timeout, maxBytes } = this.#assets;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeout);
    const signal = AbortSignal.any([this.#signal, deadline.signal]);
    try {
      const meter = new Meter(maxBytes, this.#allowance);
      return await Promise.race([this.#assets.larder.read(source, { meter, signal }), aborted(signal)]);
    } catch (error) {
      this.#signal.throwIfAborted();
      if (!deadline.signal.aborted) throw error;
      const says = `could not be fetched: it did not arrive within ${timeout / 1000} s`;
      throw new Refusal('asset_host_timeout', says, { cause: error });
    } finally {
      clearTimeout(timer);
      if (--this.#underWay === 0) this.#spent += performance.now() - this.#since;
    }
  }
}

/** Rejects when the signal fires, for a reader that does not listen to it. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
