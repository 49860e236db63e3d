import { develop, type Exposed } from './encode-pictures.ts';
import { RenderError } from '../error.ts';
import type { Frame } from '../frame.ts';
import { openLine } from './bounded-channel.ts';
import type { RendererParts } from './parts.ts';
import type { RenderRequest } from './request.ts';
import { shoot } from './session.ts';

/** Bytes of pixels of one render that may wait to be encoded while its next picture is drawn: eight pictures of 1920 × 1080. */
const waiting = 64 * 1024 * 1024;

/**
 * Draws a scene's pictures. Each is encoded while the browser draws the next, or what others want: it is theirs as soon as the last
 * pixels are here.
 */
export async function* drawScene(
  room: RendererParts,
  request: RenderRequest,
  signal: AbortSignal,
): AsyncGenerator<Frame> {
  const line = openLine<{ frames: Promise<Frame[]> }>(waiting);
  const tray = {
    put: (exposed: Exposed) => {
      const frames = develop(exposed);
      // told to whoever takes it, and perhaps nobody does
      frames.catch(() => {});
      return line.put({ frames }, exposed.pixels.byteLength);
    },
    get closed() {
      return line.closed;
    },
  };
  shoot(room, request, tray, signal).then(
    () => line.end(),
    (error: unknown) => line.end(error),
  );
  try {
    for await (const { frames } of line) {
      for (const frame of await encoded(frames)) {
        signal.throwIfAborted();
        yield frame;
      }
    }
  } finally {
    line.close();
  }
}

async function encoded(frames: Promise<Frame[]>): Promise<Frame[]> {
  try {
    return await frames;
  } catch (error) {
    throw new RenderError('renderer_failed', `A picture could not be encoded: ${String(error)}`, {
      step: 'encode',
      cause: error,
    });
  }
}
