import { addAbortSignal, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { File } from '@google-cloud/storage';
import { Crc32c } from './crc32c.ts';
import { codeOf, Damaged } from './failure.ts';
import type { Attempt } from './retry.ts';
import type { StoredObject } from './store.ts';

const unzip = promisify(gunzip);

/** The object has more bytes than its reader accepts. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** Headers of an answer, by their names in lower case. */
type Headers = ReadonlyMap<string, string>;

export interface Downloaded extends StoredObject {
  /** Generation of the object, where Cloud Storage says it. */
  generation: string | undefined;
}

/**
 * Reads a whole object, and compares its checksum. A request that is aborted before its answer begins goes on unheard, and its
 * connection is closed as soon as the answer begins.
 *
 * The client itself compares only where headers tell how the object is stored, which proxies and other servers leave out.
 *
 * @param maxBytes stops with TooLarge as soon as more are announced or have come
 * @throws Damaged where what came is not what is stored
 */
export async function download(file: File, attempt: Attempt, maxBytes = Number.POSITIVE_INFINITY): Promise<Downloaded> {
  attempt.signal.throwIfAborted();
  const stream = file.createReadStream({ validation: false, decompress: false });
  let headers: Headers = new Map();
  stream.on('response', (response: unknown) => {
    // the client pipes the body into two places at once, of which Node would warn as a leak
    if (response instanceof Readable) response.setMaxListeners(30);
    headers = headersOf(response);
    // Not before: right after this event the client pipes the answer into the stream, and were that destroyed by then
    // it would throw where nobody can catch it. `retry` goes on at once all the same.
    queueMicrotask(() => addAbortSignal(attempt.signal, stream));
  });

  const chunks: Buffer[] = [];
  const crc = new Crc32c();
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (Math.max(size, Number(headers.get('content-length') ?? 0)) > maxBytes)
      throw new TooLarge(`more than ${maxBytes} bytes`);
    attempt.received(chunk.length);
    crc.update(chunk);
    chunks.push(chunk);
  }
  if (!fits(crc, headers)) throw new Damaged();
  return {
    bytes: await unpacked(Buffer.concat(chunks, size), headers, maxBytes),
    type: headers.get('content-type') ?? 'application/octet-stream',
    generation: headers.get('x-goog-generation'),
  };
}

/** Whether the received bytes have the stored checksum; true where it is unknown, or of another content encoding. */
function fits(crc: Crc32c, headers: Headers): boolean {
  const packing = headers.get('content-encoding') ?? 'identity';
  const [, expected] = /(?:^|[\s,])crc32c=([\w+/=]+)/.exec(headers.get('x-goog-hash') ?? '') ?? [];
  const isAsStored = (headers.get('x-goog-stored-content-encoding') ?? packing) === packing;
  return !isAsStored || expected === undefined || crc.validate(expected);
}

async function unpacked(bytes: Buffer, headers: Headers, maxBytes: number): Promise<Buffer> {
  if (headers.get('content-encoding') !== 'gzip') return bytes;
  try {
    return await unzip(bytes, Number.isFinite(maxBytes) ? { maxOutputLength: maxBytes } : {});
  } catch (error) {
    throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? new TooLarge(`more than ${maxBytes} bytes`) : error;
  }
}

function headersOf(response: unknown): Headers {
  const headers = typeof response === 'object' && response !== null && 'headers' in response ? response.headers : {};
  return new Map(
    Object.entries(headers ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
