import type { Frame } from '../frame.ts';

/**
 * What a render tells while it goes on: `queued` whenever its place in the queue changes (1 is next), `rendering` when it has a browser
 * and after each frame, and each `frame` as soon as it is encoded, in order.
 */
export type RenderEvent =
  | { type: 'queued'; place: number }
  | { type: 'rendering'; done: number; of: number }
  | { type: 'frame'; frame: Frame };

/** The frames alone. */
export async function* framesOf(events: AsyncIterable<RenderEvent>): AsyncGenerator<Frame> {
  for await (const event of events) if (event.type === 'frame') yield event.frame;
}
