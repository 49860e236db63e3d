import type { Timings } from '../../renderer/contract.ts';
import type { FrameRecord, RenderRecord } from './record.ts';

export interface RenderResult {
  record: RenderRecord;
  /** It was stored already: nothing was drawn. */
  stored: boolean;
  /** The first frame's bytes where they were just made. */
  first?: Uint8Array | undefined;
  /** Milliseconds of this request, by what they were spent on. */
  timings: Timings;
}

/**
 * What a render tells, in this order: `queued` while it waits (for its files to be fetched, then for a browser; 1 is next), `fetching` with
 * the files that are there of those known so far, `rendering` with the frames that are done, each `frame` once it is stored, and at its
 * end either `done` or `failed`.
 */
export type RenderEvent = ProgressEvent | { type: 'done'; result: RenderResult } | { type: 'failed'; error: unknown };

/** Any but the last. */
export type ProgressEvent =
  | { type: 'queued'; place: number }
  | { type: 'fetching'; done: number; of: number }
  | { type: 'rendering'; done: number; of: number }
  | { type: 'frame'; frame: FrameRecord };

/** Takes progress as it is made. */
export type Tell = (event: ProgressEvent) => void;

/** Waits for a render's end. Rejects with what it failed with: a `Problem`, a `RenderError`, or the signal's reason. */
export async function resultOf(events: AsyncIterable<RenderEvent>): Promise<RenderResult> {
  for await (const event of events) {
    if (event.type === 'done') return event.result;
    if (event.type === 'failed') throw event.error;
  }
  throw new Error('the render ended without a result');
}
