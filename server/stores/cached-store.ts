import { LRUCache } from 'lru-cache';
import type { Store, StoredObject } from './store.ts';

export interface CacheOptions {
  /** Budget of bytes; the least recently used objects go first, and a larger object is not cached. */
  maxBytes: number;
  /** Milliseconds for which an object is taken to be there still, where the store has no stamps. */
  ttl: number;
}

interface Entry {
  object: StoredObject;
  stamp: string | undefined;
  /** By `performance.now()`. */
  expires: number;
}

export interface CachedStore extends Pick<Store, 'get' | 'has'> {
  /** Drops an object from the cache, so that the next reader gets the stored one. */
  forget(key: string): void;
}

/** Names that are known to be there. */
const MAX_NAMES = 100_000;

/**
 * Reads a store through a cache of its objects. Objects never change, yet may be deleted from outside: a store with stamps is asked
 * each time, any other when the entry has expired.
 */
export function cachedStore(store: Store, { maxBytes, ttl }: CacheOptions): CachedStore {
  const objects = new LRUCache<string, Entry>({
    maxSize: Math.max(1, maxBytes),
    sizeCalculation: ({ object }, key) => object.bytes.buffer.byteLength + key.length,
  });

  const names = new LRUCache<string, true>({ max: MAX_NAMES, ttl });

  const isCurrent = async (key: string, { stamp, expires }: Entry): Promise<boolean> =>
    stamp === undefined ? performance.now() < expires : (await store.stamp?.(key)) === stamp;

  return {
    async get(key, signal) {
      const cached = objects.get(key);
      if (cached && (await isCurrent(key, cached))) return cached.object;
      // stamped before it is read: an object that replaces it meanwhile has another stamp
      const stamp = await store.stamp?.(key);
      const object = await store.get(key, signal);
      if (object && (stamp !== undefined || !store.stamp))
        objects.set(key, { object, stamp, expires: performance.now() + ttl });
      else objects.delete(key);
      if (!object) names.delete(key);
      return object;
    },

    async has(folder, wanted, signal) {
      const unknown = store.stamp ? wanted : wanted.filter(name => !names.has(`${folder}/${name}`));
      const there = unknown.length === 0 || (await store.has(folder, unknown, signal));
      if (there && !store.stamp) for (const name of unknown) names.set(`${folder}/${name}`, true);
      return there;
    },

    forget(key) {
      objects.delete(key);
      names.delete(key);
    },
  };
}
