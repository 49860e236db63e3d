import { LRUCache } from 'lru-cache';
import type { Scene } from '../scenes/scene.ts';
import type { Asset } from './asset.ts';

/** Where prefiltered environments are kept over restarts: making one takes a CPU seconds. */
export interface LightShelf {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, light: Uint8Array): Promise<void>;
}

/** Some twenty environments. */
const budget = 64 * 1024 * 1024;

/** Keeps the last few in memory, before a shelf that lasts. A shelf that fails costs time, never a picture. */
export function cached(opening: LightShelf | Promise<LightShelf> | undefined): LightShelf {
  const memory = new LRUCache<string, Uint8Array>({ maxSize: budget, sizeCalculation: light => light.byteLength });
  const lasting = async <T>(work: (shelf: LightShelf) => Promise<T>): Promise<T | undefined> => {
    try {
      const shelf = await opening;
      return shelf && (await work(shelf));
    } catch {
      return undefined;
    }
  };
  return {
    async get(key) {
      const kept = memory.get(key) ?? (await lasting(shelf => shelf.get(key)));
      if (kept) memory.set(key, kept);
      return kept;
    },
    async put(key, light) {
      memory.set(key, light);
      await lasting(shelf => shelf.put(key, light));
    },
  };
}

/** What the light of a scene's own environment is kept under, or `undefined` for a preset. */
export function lightKey(scene: Scene, assets: ReadonlyMap<string, Asset>, version: string): string | undefined {
  const asset = 'src' in scene.environment ? assets.get(scene.environment.src) : undefined;
  return asset && `${asset.digest}-${version}`;
}
