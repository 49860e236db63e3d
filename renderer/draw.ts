import { develop, type Exposed } from './develop.ts';
import type { Engines } from './engines.ts';
import { RenderError } from './error.ts';
import type { Frame } from './frame.ts';
import type { LightShelf } from './light-shelf.ts';
import { openLine } from './line.ts';
import type { Pool } from './pool.ts';
import type { RenderRequest } from './renderer.ts';
import type { Reserve } from './reserve.ts';
import { shoot } from './shoot.ts';
import type { StageServer } from './stage-server.ts';

export interface DrawingRoom {
  pool: Pool;
  /** For what the engine of the others fails at. */
  reserve: Reserve;
  engines: Engines;
  server: StageServer;
  version: string;
  light: LightShelf;
  /** Milliseconds. */
  timeout: number;
}

/** Bytes of pixels of one render that may wait to be encoded while its next picture is drawn: eight pictures of 1920 × 1080. */
const waiting = 64 * 1024 * 1024;

/**
 * Draws a scene's pictures. Each is encoded while the browser draws the next, or what others want: it is theirs as soon as the last
 * pixels are here.
 */
export async function* drawScene(
  room: DrawingRoom,
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
