import { addAbortSignal, Readable } from 'node:stream';
import type { File } from '@google-cloud/storage';
import type { Attempt } from './insist.ts';
import type { StoredObject } from './store.ts';

/** An object has more bytes than its reader wants. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

export interface Downloaded extends StoredObject {
  /** Which of the object's contents this is, where storage said so. */
  generation: string | undefined;
}

/**
 * Reads an object whole, its checksum compared. A request that is given up before its answer begins goes on unheard, and
 * its connection is closed as soon as the answer does begin.
 *
 * @param maxBytes stops with TooLarge as soon as more are announced or have come
 */
export async function download(file: File, attempt: Attempt, maxBytes = Number.POSITIVE_INFINITY): Promise<Downloaded> {
  attempt.signal.throwIfAborted();
  const stream = file.createReadStream();
  let type = 'application/octet-stream';
  let generation: string | undefined;
  let announced = 0;
  stream.on('response', (response: unknown) => {
    // The client pipes the body into two places at once, and Node would warn of a leak.
    if (response instanceof Readable) response.setMaxListeners(30);
    type = headerOf(response, 'content-type') ?? type;
    generation = headerOf(response, 'x-goog-generation');
    announced = Number(headerOf(response, 'content-length') ?? 0);
    // Not before: right after this event the client pipes the answer into the stream, and were that destroyed by then
    // it would throw where nobody can catch it. `insist` goes on at once all the same.
    queueMicrotask(() => addAbortSignal(attempt.signal, stream));
  });

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (Math.max(size, announced) > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
    attempt.received(chunk.length);
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks, size), type, generation };
}

function headerOf(response: unknown, name: string): string | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const value: unknown = Reflect.get(headers, name);
  return typeof value === 'string' ? value : undefined;
}
