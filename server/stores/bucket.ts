import type { File, Storage } from '@google-cloud/storage';
import { download } from './download.ts';
import { explainNetwork, statusOf, unavailable } from './failure.ts';
import type { Attempt, Patience } from './retry.ts';
import { insist, TimedOut } from './retry.ts';
import { isPath, requireFit, typeOf } from './key.ts';
import { absent, allThere } from './presence.ts';
import type { Store } from './store.ts';
import { creation, replacement } from './upload.ts';

export interface BucketOptions {
  client: Storage;
  bucket: string;
  /** Folder within the bucket, without slashes at its ends. Default: none. */
  prefix?: string;
  /** Milliseconds after which a request to the store is given up, retries included, plus a second a megabyte. Default 10000. */
  limitMs?: number;
}

const MAX_SIGNED_MS = 7 * 24 * 3600 * 1000;
const DELETES_AT_ONCE = 20;

/**
 * A store in a Cloud Storage bucket.
 *
 * Its account needs `roles/storage.objectUser`, and to sign URLs where it has no key (on Cloud Run, say)
 * `roles/iam.serviceAccountTokenCreator` on itself.
 * Of two puts under one key the first stays, also when the second has other bytes.
 */
export function openBucket({ client, bucket, prefix = '', limitMs = 10_000 }: BucketOptions): Store {
  const inside = prefix === '' ? '' : `${prefix}/`;
  const name = `gs://${bucket}${prefix && `/${prefix}`}`;
  const objects = client.bucket(bucket);
  const fileOf = (key: string) => objects.file(`${inside}${key}`);

  const patiently = async <T>(attempt: (attempt: Attempt) => Promise<T>, patience?: Partial<Patience>): Promise<T> => {
    try {
      return await insist({ limitMs, ...patience }, attempt);
    } catch (error) {
      patience?.signal?.throwIfAborted();
      throw unavailable(name, explain(error), error);
    }
  };

  async function* pages(prefix: string, signal?: AbortSignal): AsyncGenerator<File[]> {
    let pageToken: string | undefined;
    do {
      const query = { prefix, autoPaginate: false, ...(pageToken && { pageToken }) };
      const [files, next] = await patiently(() => objects.getFiles(query), { signal });
      yield files;
      pageToken = next && 'pageToken' in next ? next.pageToken : undefined;
    } while (pageToken);
  }

  return {
    name,

    async put(key, object, signal) {
      requireFit(key, object.type);
      return patiently(creation(fileOf(key), object), { bytes: object.bytes.length, signal });
    },

    async replace(key, object, signal) {
      requireFit(key, object.type);
      await patiently(replacement(fileOf(key), object), { bytes: object.bytes.length, signal });
    },

    async get(key, signal) {
      if (typeOf(key) === undefined) return undefined;
      return patiently(attempt => download(fileOf(key), attempt).catch(absent), { signal });
    },

    async has(folder, names, signal) {
      if (!isPath(folder) || names.some(name => typeOf(`${folder}/${name}`) === undefined)) return false;
      return allThere(objects, `${inside}${folder}/`, names, {
        one: file => patiently(() => file.getMetadata().catch(absent), { signal }),
        pages: prefix => pages(prefix, signal),
      });
    },

    async delete(path) {
      if (!isPath(path)) return 0;
      let count = 0;
      for await (const files of pages(`${inside}${path}/`))
        while (files.length > 0) {
          const gone = await Promise.all(files.splice(0, DELETES_AT_ONCE).map(file => patiently(removal(file))));
          count += gone.filter(Boolean).length;
        }
      return count;
    },

    async check() {
      // Create-only like every put: from the second time on the answer is 412, which proves as much and leaves nothing.
      await patiently(creation(fileOf('.check.json'), { bytes: Buffer.from('{}'), type: 'application/json' }));
    },

    async signedUrl(key, expires) {
      if (typeOf(key) === undefined) throw new TypeError(`"${key}" is no key of an object`);
      if (expires.getTime() - Date.now() > MAX_SIGNED_MS) throw new RangeError('a signed URL lasts 7 days at most');
      const sign = () => fileOf(key).getSignedUrl({ version: 'v4', action: 'read', expires });
      try {
        const [url] = await insist({ limitMs, attempts: 1 }, sign);
        return url;
      } catch (error) {
        throw unavailable(name, CANNOT_SIGN, error);
      }
    },
  };
}

const CANNOT_SIGN =
  'cannot sign links: grant its service account roles/iam.serviceAccountTokenCreator on itself, or have the service hand out the frames.';

/** Deletes a file, and says whether it was there. */
function removal(file: File): (attempt: Attempt) => Promise<boolean> {
  return async ({ number }) => {
    try {
      await file.delete();
      return true;
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      // An earlier attempt may have deleted it and never heard so.
      return number > 1;
    }
  };
}

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
