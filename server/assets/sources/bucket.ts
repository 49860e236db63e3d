import { Problem } from '../../problems/problem.ts';
import { Refusal } from '../refusal.ts';
import { folderOf, plainPath } from './path.ts';
import type { Content, Reading, Source } from '../source.ts';

export interface ReadObjectOptions {
  maxBytes: number;
  signal: AbortSignal;
  /** The generation whose bytes are here already: where the object is that still, it is not read. */
  unless?: string | undefined;
}

/**
 * Reads an object of Cloud Storage.
 *
 * @param gsUrl `gs://bucket/object`, the object's name as it is, not percent-encoded
 * @returns its bytes and, where it is known, their generation; `undefined` where it is that of `unless`
 * @throws an error whose `code` is the HTTP status that storage gave (404, 403, …), or a Problem
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

interface Kept {
  bytes: Uint8Array;
  generation: string;
}

async function readUnless(
  readObject: ReadObject,
  url: string,
  maxBytes: number,
  signal: AbortSignal,
  before: Kept | undefined,
): Promise<{ bytes: Uint8Array; generation?: string | undefined }> {
  const read = await readObject(url, { maxBytes, signal, unless: before?.generation });
  if (read) return read;
  if (before) return before;
  throw new Error('the object was not read, though nothing was there before');
}

async function download(
  url: string,
  { meter, signal }: Reading,
  readObject: ReadObject | undefined,
  before?: Kept,
): Promise<Content> {
  if (!readObject) throw new Refusal('asset_src_invalid', 'cannot be read: this service reads no buckets');
  try {
    const { bytes, generation } = await readUnless(readObject, url, meter.left, signal, before);
    meter.count(bytes.length);
    if (generation === undefined) return { bytes };
    return { bytes, again: reading => download(url, reading, readObject, { bytes, generation }) };
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
