import { createMutex } from '../util/mutex.ts';

/** Memory that a process has to ask for costs more than writing to what it has. As much as 2048 × 2048 pixels need. */
const mostKept = 16 * 2 ** 20;

/** Memory to be lent. */
export interface Scratch {
  /** Lends it, to one at a time, and for as long as `work` takes: nothing that comes of it may lie in what was lent. */
  lend<T>(bytes: number, work: (space: Uint8Array<ArrayBuffer>) => Promise<T>): Promise<T>;
}

export function createScratch(): Scratch {
  const next = createMutex();
  let kept = new Uint8Array(0);
  const spaceFor = (bytes: number): Uint8Array<ArrayBuffer> => {
    if (bytes > mostKept) return new Uint8Array(bytes);
    if (bytes > kept.length) kept = new Uint8Array(bytes);
    return kept.subarray(0, bytes);
  };
  return { lend: (bytes, work) => next(() => work(spaceFor(bytes))) };
}
