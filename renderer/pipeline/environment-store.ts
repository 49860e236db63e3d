import { LRUCache } from 'lru-cache';
import type { Scene } from '../../scenes/scene.ts';
import type { Asset } from '../asset.ts';

/** Keeps prefiltered environments over restarts: making one takes a CPU seconds. */
export interface EnvironmentStore {
  /** Gives up soon and never rejects: an environment that is not there is made. */
  get(key: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** Keeps it in the background. */
  put(key: string, environment: Uint8Array): void;
}

/** Bytes: some twenty environments. */
const budget = 64 * 1024 * 1024;

/** Keeps the last few in memory, in front of a store that lasts, once that is known. */
export function cached(lasting: Promise<EnvironmentStore> | undefined): EnvironmentStore {
  const memory = new LRUCache<string, Uint8Array>({ maxSize: budget, sizeCalculation: ({ byteLength }) => byteLength });
  return {
    async get(key, signal) {
      const kept = memory.get(key) ?? (await (await lasting)?.get(key, signal));
      if (kept) memory.set(key, kept);
      return kept;
    },
    put(key, environment) {
      memory.set(key, environment);
      void lasting?.then(store => store.put(key, environment));
    },
  };
}

/** The key of a scene's own environment; `undefined` for a preset. */
export function environmentKey(scene: Scene, assets: ReadonlyMap<string, Asset>, version: string): string | undefined {
  const asset = 'src' in scene.environment ? assets.get(scene.environment.src) : undefined;
  return asset && `${asset.digest}-${version}`;
}
