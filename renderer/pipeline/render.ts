import { RenderError } from '../error.ts';
import type { Frame } from '../frame.ts';
import { byteLengthOf } from '../pixels.ts';
import { captureAll } from './attempts.ts';
import { type BoundedChannel, openBoundedChannel } from './bounded-channel.ts';
import type { Captured, Sink } from './captured.ts';
import type { RenderEvent } from './events.ts';
import { FrameEncoders } from './frame-encoders.ts';
import type { RendererParts } from './parts.ts';
import type { RenderRequest } from './request.ts';

/** Bytes of pixels of one render that may wait to be encoded while its next picture is drawn: eight pictures of 1920 × 1080. */
const capacity = 64 * 1024 * 1024;

type Item = { place: number } | { of: number } | { encoding: Promise<Frame[]> };

/**
 * Renders a scene, and tells how that goes on. A picture is encoded while the browser draws the next, or what others want: it is theirs as
 * soon as the last pixels are here.
 * @throws {RenderError}
 */
export async function* renderScene(
  parts: RendererParts,
  request: RenderRequest,
  signal: AbortSignal,
): AsyncGenerator<RenderEvent> {
  const channel = openBoundedChannel<Item>(capacity);
  captureAll(parts, request, sinkInto(channel), signal).then(
    () => channel.end(),
    (error: unknown) => channel.end(error),
  );
  let [done, of] = [0, 0];
  try {
    for await (const item of channel) {
      if ('place' in item) {
        yield { type: 'queued', place: item.place };
      } else if ('of' in item) {
        of = item.of;
        yield { type: 'rendering', done, of };
      } else {
        for (const frame of await encoded(item.encoding)) {
          signal.throwIfAborted();
          yield { type: 'frame', frame };
          yield { type: 'rendering', done: ++done, of };
        }
      }
    }
  } finally {
    channel.close();
  }
}

function sinkInto(channel: BoundedChannel<Item>): Sink {
  const encoders = new FrameEncoders();
  return {
    queued: place => void channel.put({ place }, 0),
    rendering(pictures) {
      // what is left after a first browser was expected already
      if (encoders.frames === 0) encoders.expect(pictures);
      void channel.put({ of: encoders.frames }, 0);
    },
    put(captured: Captured) {
      const encoding = encoders.add(captured);
      // told to whoever takes it, and perhaps nobody does
      encoding.catch(() => {});
      return channel.put({ encoding }, byteLengthOf(captured.pixels.layout));
    },
    get closed() {
      return channel.closed;
    },
  };
}

async function encoded(encoding: Promise<Frame[]>): Promise<Frame[]> {
  try {
    return await encoding;
  } catch (error) {
    throw new RenderError('renderer_failed', `A picture could not be encoded: ${String(error)}`, {
      step: 'encode',
      cause: error,
    });
  }
}
