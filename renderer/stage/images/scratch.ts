import { inTurn } from '../util/mutex.ts';

/** Memory that a process has to ask for costs more than writing to what it has. As much as 2048 × 2048 pixels need. */
const mostKept = 16 * 2 ** 20;
let space = new Uint8Array(0);

const next = inTurn();

/** Lends memory, to one at a time, and for as long as `work` takes: nothing that comes of it may lie in what was lent. */
export function withScratch<T>(bytes: number, work: (scratch: Uint8Array<ArrayBuffer>) => Promise<T>): Promise<T> {
  return next(() => work(spaceFor(bytes)));
}

function spaceFor(bytes: number): Uint8Array<ArrayBuffer> {
  if (bytes > mostKept) return new Uint8Array(bytes);
  if (bytes > space.length) space = new Uint8Array(bytes);
  return space.subarray(0, bytes);
}
