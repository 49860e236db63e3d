import type { File, Storage } from '@google-cloud/storage';
import { Problem } from '../problems/problem.ts';
import { download, type Downloaded, TooLarge } from './download.ts';
import { explainNetwork, statusOf } from './failure.ts';
import { retry, TimedOut } from './retry.ts';

export interface ReadOptions {
  /** Largest size of the object in bytes. */
  maxBytes: number;
  /** Ends the reading, with its reason as the error. */
  signal?: AbortSignal | undefined;
  /** Milliseconds until it fails, retries included, plus a second per megabyte received. Default 10000. */
  limitMs?: number;
  /** Generation that is cached: an object that still has it is not read. */
  unless?: string | undefined;
}

/**
 * Reads the whole of `gs://bucket/name` with the service's own rights: the caller decides which buckets a user may name.
 *
 * @param src the name after the bucket as it is, not percent-encoded
 * @returns `undefined` where its generation is `unless`
 * @throws Problem that names `src`: `asset_src_invalid`, `asset_not_found`, `asset_forbidden`, `asset_too_large`,
 *   `asset_host_failed` or `asset_host_timeout`
 */
export async function readObject(client: Storage, src: string, options: ReadOptions): Promise<Downloaded | undefined> {
  const { maxBytes, signal, limitMs = 10_000, unless } = options;
  const { bucket, name } = parse(src);
  const file = client.bucket(bucket).file(name);
  try {
    return await retry({ limitMs, signal }, async attempt => {
      try {
        if (unless !== undefined && (await generationOf(file)) === unless) return undefined;
        return await download(file, attempt, maxBytes);
      } catch (error) {
        // too large stays too large
        throw error instanceof TooLarge ? tooLarge(src, maxBytes) : error;
      }
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw problemOf(error, src);
  }
}

async function generationOf(file: File): Promise<string> {
  const [{ generation }] = await file.getMetadata();
  return String(generation);
}

function parse(src: string): { bucket: string; name: string } {
  const [, bucket, name] = /^gs:\/\/([a-z0-9][a-z0-9._-]+)\/(.+)$/s.exec(src) ?? [];
  if (bucket !== undefined && name !== undefined) return { bucket, name };
  throw new Problem('asset_src_invalid', `${src} names no object: write gs://bucket/path/to/file.`);
}

function tooLarge(src: string, maxBytes: number): Problem {
  return new Problem('asset_too_large', `${src} is larger than ${maxBytes} bytes, the limit of one file.`);
}

function problemOf(error: unknown, src: string): Problem {
  if (error instanceof Problem) return error;
  const cause = { cause: error };
  const status = statusOf(error);
  if (error instanceof TimedOut) {
    return new Problem('asset_host_timeout', `${src} could not be read: its bucket gave ${error.message}.`, cause);
  }
  if (status === 404) {
    return new Problem('asset_not_found', `${src} is not there: check the bucket and the name.`, cause);
  }
  if (status === 401 || status === 403) {
    const detail = `${src} may not be read: grant the service's account roles/storage.objectViewer on the bucket.`;
    return new Problem('asset_forbidden', detail, cause);
  }
  const why = `its bucket ${status === undefined ? explainNetwork(error) : `answered ${status}`}`;
  return new Problem('asset_host_failed', `${src} could not be read: ${why}.`, cause);
}
