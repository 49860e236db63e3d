import { LRUCache } from 'lru-cache';
import type { Content, Reading, Source } from './source.ts';

/** Cache of the files that were read lately; each is revalidated at its place before it is given again. */
export interface AssetCache {
  /** A file's bytes, counted as if they had come just now. @throws Refusal */
  read(source: Source, reading: Reading): Promise<Uint8Array>;
  /** Bytes in the cache. */
  readonly size: number;
}

/** @param maxBytes budget; the least recently used files go first, and a file larger than that is not cached */
export function createAssetCache(maxBytes: number): AssetCache {
  const files = new LRUCache<string, Content>({ maxSize: Math.max(1, maxBytes), sizeCalculation: sizeOf });
  return {
    get size() {
      return files.calculatedSize;
    },
    async read(source, reading) {
      const cached = files.get(source.key);
      const content = await (cached?.revalidate ? cached.revalidate(reading) : source.read(reading));
      if (content.revalidate) files.set(source.key, content);
      else files.delete(source.key);
      return content.bytes;
    },
  };
}

/** Memory of a file: a small buffer is a slice of a larger one, which it keeps alive. */
function sizeOf({ bytes }: Content, key: string): number {
  return bytes.buffer.byteLength + key.length;
}
