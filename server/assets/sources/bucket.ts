import { Problem } from '../../problems/problem.ts';
import { Refusal } from '../refusal.ts';
import { folderOf, plainPath } from './path.ts';
import type { Content, Reading, Source } from '../source.ts';

export interface ReadObjectOptions {
  maxBytes: number;
  signal: AbortSignal;
  /** Generation that is cached: an object that still has it is not read. */
  unless?: string | undefined;
}

/**
 * Reads an object of Cloud Storage.
 *
 * @param gsUrl `gs://bucket/object`, the object's name as it is, not percent-encoded
 * @returns its bytes and, where it is known, their generation; `undefined` where that is `unless`
 * @throws an error whose `code` is the status of Cloud Storage (404, 403, …), or a Problem
 */
export type ReadObject = (
  gsUrl: string,
  options: ReadObjectOptions,
) => Promise<{ bytes: Uint8Array; generation?: string | undefined } | undefined>;

/** An object of any bucket: `gs://bucket/object`. */
export function objectSource(src: string, readObject: ReadObject | undefined): Source {
  const [, bucket, object] = /^gs:\/\/([a-z0-9][a-z0-9._-]{1,220}[a-z0-9])\/(.+)$/is.exec(src) ?? [];
  if (!bucket || !object) throw new Refusal('asset_src_invalid', 'is not of the form gs://bucket/object');
  return below(`gs://${bucket}/`, object, readObject);
}

/** An object below ASSET_ROOT, where that is a bucket. */
export function rootObjectSource(root: string, path: string, readObject: ReadObject | undefined): Source {
  return below(`${root.replace(/\/+$/, '')}/`, plainPath(path), readObject);
}

function below(root: string, object: string, readObject: ReadObject | undefined): Source {
  const url = root + object;
  return {
    key: url,
    foreign: false,
    read: reading => download(url, reading, readObject),
    resolve: uri => below(root, plainPath(uri, folderOf(object)), readObject),
  };
}

/** An object that was read before. */
interface CachedObject {
  bytes: Uint8Array;
  generation: string;
}

async function readUnless(
  readObject: ReadObject,
  url: string,
  options: ReadObjectOptions,
  cached: CachedObject | undefined,
): Promise<{ bytes: Uint8Array; generation?: string | undefined }> {
  const read = await readObject(url, { ...options, unless: cached?.generation });
  if (read) return read;
  if (cached) return cached;
  throw new Error('the object was not read, although it is not cached');
}

async function download(
  url: string,
  { meter, signal }: Reading,
  readObject: ReadObject | undefined,
  cached?: CachedObject,
): Promise<Content> {
  if (!readObject) throw new Refusal('asset_src_invalid', 'cannot be read: this service reads no buckets');
  try {
    const { bytes, generation } = await readUnless(readObject, url, { maxBytes: meter.left, signal }, cached);
    meter.count(bytes.length);
    if (generation === undefined) return { bytes };
    return { bytes, revalidate: reading => download(url, reading, readObject, { bytes, generation }) };
  } catch (error) {
    throw refusalOf(error);
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof Refusal || error instanceof Problem) return error;
  const status = error instanceof Error && 'code' in error ? Number(error.code) : 0;
  if (status === 404) return new Refusal('asset_not_found', 'was not found in its bucket', { cause: error });
  if (status === 401 || status === 403)
    return new Refusal('asset_forbidden', "may not be read: the service's account has no access to its bucket", {
      cause: error,
    });
  return new Refusal('asset_host_failed', 'could not be read: Cloud Storage failed', { cause: error });
}
