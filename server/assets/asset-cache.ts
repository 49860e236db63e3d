import { LRUCache } from 'lru-cache';
import type { Content, Reading, Source } from './source.ts';

/** Files that were read lately, each given again as long as its place says that it is the same. */
export interface Larder {
  /** A file's bytes, counted as if they had come just now. @throws Refusal */
  read(source: Source, reading: Reading): Promise<Uint8Array>;
  /** Bytes that are held. */
  readonly size: number;
}

/** @param budget bytes that are held at most, those longest unused going first; a file larger than that is not held at all */
export function createLarder(budget: number): Larder {
  const held = new LRUCache<string, Content>({ maxSize: Math.max(1, budget), sizeCalculation: sizeOf });
  return {
    get size() {
      return held.calculatedSize;
    },
    async read(source, reading) {
      const before = held.get(source.key);
      const content = await (before?.again ? before.again(reading) : source.read(reading));
      if (content.again) held.set(source.key, content);
      else held.delete(source.key);
      return content.bytes;
    },
  };
}

/** A small buffer is a piece of a larger one, all of which it holds on to. */
function sizeOf({ bytes }: Content, key: string): number {
  return bytes.buffer.byteLength + key.length;
}
