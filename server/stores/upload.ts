import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { CreateWriteStreamOptions, File } from '@google-cloud/storage';
import { crc32cOf } from './crc32c.ts';
import { statusOf } from './failure.ts';
import type { Attempt } from './retry.ts';
import { absent } from './presence.ts';
import type { StoredObject } from './store.ts';

/** Size from which two requests are worth it: the first tells that the object is there before any byte is sent. */
const RESUMABLE_BYTES = 10e6;
const SLICE_BYTES = 1 << 20;
/** Name of the metadata entry that tells which put created the object. */
const MARK = 'darkroom-put';

/**
 * Attempts at creating an object that is not there yet.
 *
 * A connection may break after the object was written; the next attempt then finds it there. A mark that all attempts of one
 * creation share tells it from somebody else's.
 *
 * @returns an attempt for `retry`: `true` when this created it, `false` when it was there, whatever its bytes
 */
export function creation(file: File, object: StoredObject): (attempt: Attempt) => Promise<boolean> {
  const mark = randomUUID();
  const send = sending(file, object, { preconditionOpts: { ifGenerationMatch: 0 } }, { [MARK]: mark });
  return async attempt => {
    try {
      await send(attempt);
      return true;
    } catch (error) {
      if (statusOf(error) !== 412) throw error;
      return attempt.number > 1 && (await markOf(file)) === mark;
    }
  };
}

/** Attempts at writing an object, whatever is there. */
export function replacement(file: File, object: StoredObject): (attempt: Attempt) => Promise<void> {
  return sending(file, object);
}

function sending(
  file: File,
  object: StoredObject,
  conditions: Pick<CreateWriteStreamOptions, 'preconditionOpts'> = {},
  metadata: Record<string, string> = {},
): (attempt: Attempt) => Promise<void> {
  const crc32c = crc32cOf(object.bytes);
  return async ({ signal }) => {
    const sink = file.createWriteStream({
      resumable: object.bytes.length > RESUMABLE_BYTES,
      ...conditions,
      metadata: {
        contentType: object.type,
        cacheControl: cacheControlOf(object.type),
        // the server refuses bytes that do not match; the client compares only once the object can be read
        crc32c,
        metadata,
      },
    });
    await pipeline(slices(object.bytes), sink, { signal });
  };
}

/** Frames never change, so anybody may cache them; records are for the service alone. */
function cacheControlOf(type: string): string {
  return type === 'application/json' ? 'private, no-cache' : 'public, max-age=31536000, immutable';
}

/** Slices small enough to be hashed without delaying other requests. */
function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) yield bytes.subarray(at, at + SLICE_BYTES);
}

async function markOf(file: File): Promise<unknown> {
  const found = await file.getMetadata().catch(absent);
  return found?.[0].metadata?.[MARK];
}
