import { LRUCache } from 'lru-cache';
import type { Scene } from '../../scenes/scene.ts';
import type { Asset } from '../asset.ts';

/** Where prefiltered environments are kept over restarts: making one takes a CPU seconds. */
export interface LightShelf {
  /** Gives up soon, and fails with nothing: what is not there is made. */
  get(key: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** Keeps it in the background. */
  put(key: string, light: Uint8Array): void;
}

/** Some twenty environments. */
const budget = 64 * 1024 * 1024;

/** Keeps the last few in memory, before a shelf that lasts, once that is known. */
export function cached(lasting: Promise<LightShelf> | undefined): LightShelf {
  const memory = new LRUCache<string, Uint8Array>({ maxSize: budget, sizeCalculation: light => light.byteLength });
  return {
    async get(key, signal) {
      const kept = memory.get(key) ?? (await (await lasting)?.get(key, signal));
      if (kept) memory.set(key, kept);
      return kept;
    },
    put(key, light) {
      memory.set(key, light);
      void lasting?.then(shelf => shelf.put(key, light));
    },
  };
}

/** What the light of a scene's own environment is kept under, or `undefined` for a preset. */
export function lightKey(scene: Scene, assets: ReadonlyMap<string, Asset>, version: string): string | undefined {
  const asset = 'src' in scene.environment ? assets.get(scene.environment.src) : undefined;
  return asset && `${asset.digest}-${version}`;
}
