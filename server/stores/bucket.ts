import type { File, GetFilesOptions, GetFilesResponse, Storage } from '@google-cloud/storage';
import { download } from './download.ts';
import { explainNetwork, statusOf, unavailable } from './failure.ts';
import { type Attempt, retry, type RetryOptions, TimedOut } from './retry.ts';
import { isPath, requireFit, typeOf } from './key.ts';
import { absent, allThere } from './presence.ts';
import type { Store } from './store.ts';
import { creation, replacement } from './upload.ts';

export interface BucketOptions {
  client: Storage;
  bucket: string;
  /** Folder within the bucket, without slashes at its ends. Default: none. */
  prefix?: string;
  /** Milliseconds after which a request to the store fails, retries included, plus a second per megabyte. Default 10000. */
  limitMs?: number;
}

const MAX_SIGNED_MS = 7 * 24 * 3600 * 1000;

/**
 * A store in a Cloud Storage bucket.
 *
 * Its account needs `roles/storage.objectUser`; to sign URLs without a private key (as on Cloud Run) also
 * `roles/iam.serviceAccountTokenCreator` on itself.
 * Of two puts under one key the first stays, also where the second has other bytes.
 */
export function openBucket({ client, bucket, prefix = '', limitMs = 10_000 }: BucketOptions): Store {
  const inside = prefix === '' ? '' : `${prefix}/`;
  const name = `gs://${bucket}${prefix && `/${prefix}`}`;
  const objects = client.bucket(bucket);
  const fileOf = (key: string) => objects.file(`${inside}${key}`);
  const retrying = retryingIn(name, limitMs);

  return {
    name,

    async put(key, object, signal) {
      requireFit(key, object.type);
      return retrying(creation(fileOf(key), object), { bytes: object.bytes.length, signal });
    },

    async replace(key, object, signal) {
      requireFit(key, object.type);
      await retrying(replacement(fileOf(key), object), { bytes: object.bytes.length, signal });
    },

    async get(key, signal) {
      if (typeOf(key) === undefined) return undefined;
      return retrying(attempt => download(fileOf(key), attempt).catch(absent), { signal });
    },

    async has(folder, names, signal) {
      if (!isPath(folder) || names.some(name => typeOf(`${folder}/${name}`) === undefined)) return false;
      return allThere(objects, `${inside}${folder}/`, names, {
        one: file => retrying(() => file.getMetadata().catch(absent), { signal }),
        pages: below => pagesOf(below, query => retrying(() => objects.getFiles(query), { signal })),
      });
    },

    async check() {
      // create-only like every put: from the second time on the answer is 412, which proves as much and leaves nothing
      await retrying(creation(fileOf('.check.json'), { bytes: Buffer.from('{}'), type: 'application/json' }));
    },

    async signedUrl(key, expires) {
      if (typeOf(key) === undefined) throw new TypeError(`"${key}" is not the key of an object`);
      return signedUrl(fileOf(key), expires, name, limitMs);
    },
  };
}

type Retrying = <T>(attempt: (attempt: Attempt) => Promise<T>, options?: Partial<RetryOptions>) => Promise<T>;

/** Runs requests with retries; their last failure becomes the problem of the store. @param name the store's */
function retryingIn(name: string, limitMs: number): Retrying {
  return async (attempt, options) => {
    try {
      return await retry({ limitMs, ...options }, attempt);
    } catch (error) {
      options?.signal?.throwIfAborted();
      throw unavailable(name, explain(error), error);
    }
  };
}

/** The objects below a prefix, page by page. */
async function* pagesOf(
  prefix: string,
  list: (query: GetFilesOptions) => Promise<GetFilesResponse>,
): AsyncGenerator<File[]> {
  let pageToken: string | undefined;
  do {
    const [files, next] = await list({ prefix, autoPaginate: false, ...(pageToken && { pageToken }) });
    yield files;
    pageToken = next && 'pageToken' in next ? next.pageToken : undefined;
  } while (pageToken);
}

async function signedUrl(file: File, expires: Date, name: string, limitMs: number): Promise<string> {
  if (expires.getTime() - Date.now() > MAX_SIGNED_MS) throw new RangeError('a signed URL lasts 7 days at most');
  try {
    const [url] = await retry({ limitMs, attempts: 1 }, () =>
      file.getSignedUrl({ version: 'v4', action: 'read', expires }),
    );
    return url;
  } catch (error) {
    throw unavailable(name, CANNOT_SIGN, error);
  }
}

const CANNOT_SIGN =
  'cannot sign links: grant its service account roles/iam.serviceAccountTokenCreator on itself, or have the service hand out the frames.';

function explain(error: unknown): string {
  const status = statusOf(error);
  if (error instanceof TimedOut) return `gave ${error.message}: try again shortly.`;
  if (status === 401 || status === 403) {
    return `refused the service's credentials (${status}): grant its service account roles/storage.objectUser there.`;
  }
  if (status === 404) return 'does not exist: create the bucket, or correct STORE.';
  if (status !== undefined) return `answered ${status}: try again shortly.`;
  return `${explainNetwork(error)}: try again shortly.`;
}
