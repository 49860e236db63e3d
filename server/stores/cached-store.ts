import { LRUCache } from 'lru-cache';
import type { Store, StoredObject } from './store.ts';

export interface Memory {
  /** Bytes that are remembered at most, those longest unused going first; a larger object is not remembered at all. */
  budget: number;
  /** Milliseconds for which an object counts as being there still, where the store has no stamp to tell it by. */
  believed: number;
}

interface Remembered {
  object: StoredObject;
  stamp: string | undefined;
  /** By `performance.now()`. */
  until: number;
}

export interface Remembering extends Pick<Store, 'get' | 'has'> {
  /** Whoever asks for it next is told what is there now. */
  forget(key: string): void;
}

/** Names that are believed to be there. */
const mostSeen = 100_000;

/**
 * Reads a store's objects through a memory of those that were asked for lately. Objects never change, yet they may be taken away from
 * outside: a store that can tell is asked each time, any other after a while.
 */
export function remembering(store: Store, { budget, believed }: Memory): Remembering {
  const memory = new LRUCache<string, Remembered>({
    maxSize: Math.max(1, budget),
    sizeCalculation: ({ object }, key) => object.bytes.buffer.byteLength + key.length,
  });

  const seen = new LRUCache<string, true>({ max: mostSeen, ttl: believed });

  const isThere = async (key: string, { stamp, until }: Remembered): Promise<boolean> =>
    stamp === undefined ? performance.now() < until : (await store.stamp?.(key)) === stamp;

  return {
    async get(key, signal) {
      const known = memory.get(key);
      if (known && (await isThere(key, known))) return known.object;
      // before it is read: what is put in its place meanwhile has another
      const stamp = await store.stamp?.(key);
      const object = await store.get(key, signal);
      if (object && (stamp !== undefined || !store.stamp))
        memory.set(key, { object, stamp, until: performance.now() + believed });
      else memory.delete(key);
      if (!object) seen.delete(key);
      return object;
    },

    async has(folder, names, signal) {
      const asked = store.stamp ? names : names.filter(name => !seen.has(`${folder}/${name}`));
      const there = asked.length === 0 || (await store.has(folder, asked, signal));
      if (there && !store.stamp) for (const name of asked) seen.set(`${folder}/${name}`, true);
      return there;
    },

    forget(key) {
      memory.delete(key);
      seen.delete(key);
    },
  };
}
