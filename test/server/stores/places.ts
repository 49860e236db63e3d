import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBucket } from '../../../server/stores/bucket.ts';
import { makeClient } from '../../../server/stores/client.ts';
import { openFolder } from '../../../server/stores/folder.ts';
import type { Store } from '../../../server/stores/store.ts';
import type { FakeGcs } from '../../support/fake-gcs/start.ts';
import { start } from '../../support/fake-gcs/start.ts';

/** Runs `use` with a new folder, which is gone afterwards. */
export async function inFolder<T>(use: (path: string) => Promise<T>): Promise<T> {
  const path = await mkdtemp(join(tmpdir(), 'store-'));
  try {
    return await use(path);
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** Runs `use` with a new bucket store on a server of its own. `limitMs` is the store's. */
export async function inBucket<T>(
  use: (store: Store, gcs: FakeGcs) => Promise<T>,
  { pageSize, terse, ...options }: { limitMs?: number; prefix?: string; pageSize?: number; terse?: boolean } = {},
): Promise<T> {
  const gcs = await start({ ...(pageSize && { pageSize }), ...(terse && { terse }) });
  try {
    const client = makeClient({ emulatorHost: gcs.url });
    return await use(openBucket({ client, bucket: 'renders', prefix: 'kept', ...options }), gcs);
  } finally {
    await gcs.close();
  }
}

/** Every kind of store, empty, for what all of them have to do alike. */
export const places: Record<string, (use: (store: Store) => Promise<void>) => Promise<void>> = {
  folder: use => inFolder(path => use(openFolder(path))),
  bucket: use => inBucket(store => use(store)),
};

/** Bytes that tell by themselves whether they are whole: `size` times `fill`. */
export function frame(size: number, fill = 7) {
  return { bytes: Buffer.alloc(size, fill), type: 'image/png' };
}

/** The error with which `work` ends; fails when it does not. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => Promise.reject(new Error('should have failed')),
    (error: unknown) => error,
  );
}
