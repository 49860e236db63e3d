import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openFolder } from '../../../server/stores/folder.ts';
import { cachedStore } from '../../../server/stores/cached-store.ts';
import type { Store } from '../../../server/stores/store.ts';

const type = 'image/png';

/** A folder's store, which counts how often it is read; without stamps where `blind`. */
async function withFolder(
  blind: boolean,
  use: (store: Store, counted: { reads: number }, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cached-'));
  const counted = { reads: 0 };
  const { stamp, ...store } = openFolder(folder);
  const get: Store['get'] = key => {
    counted.reads++;
    return store.get(key);
  };
  try {
    await use({ ...store, get, ...(stamp && !blind && { stamp }) }, counted, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('an object is read once, and gone as soon as it is taken away', () =>
  withFolder(false, async (store, counted, folder) => {
    const cache = cachedStore(store, { maxBytes: 1e6, ttl: 1e6 });
    assert.is(await cache.get('a/b.png'), undefined);
    await store.put('a/b.png', { bytes: Buffer.from('one'), type });
    const first = await cache.get('a/b.png');
    assert.is(String(first?.bytes), 'one');
    assert.is(await cache.get('a/b.png'), first);
    assert.is(counted.reads, 2);
    await rm(join(folder, 'a'), { recursive: true });
    assert.is(await cache.get('a/b.png'), undefined);
    await store.put('a/b.png', { bytes: Buffer.from('two'), type });
    assert.is(String((await cache.get('a/b.png'))?.bytes), 'two');
    await rm(join(folder, 'a/b.png'));
    await writeFile(join(folder, 'a/b.png'), 'new');
    assert.is(String((await cache.get('a/b.png'))?.bytes), 'new');
  }));

test('an object of a store without stamps is cached until it expires', () =>
  withFolder(true, async (store, counted, folder) => {
    const cache = cachedStore(store, { maxBytes: 1e6, ttl: 200 });
    await store.put('a/b.png', { bytes: Buffer.from('one'), type });
    await cache.get('a/b.png');
    await cache.get('a/b.png');
    assert.is(counted.reads, 1);
    await rm(join(folder, 'a'), { recursive: true });
    await sleep(250);
    assert.is(await cache.get('a/b.png'), undefined);
  }));

test('the cache stays within its budget', () =>
  withFolder(false, async (store, counted) => {
    const cache = cachedStore(store, { maxBytes: 300_000, ttl: 1e6 });
    const keys = Array.from({ length: 6 }, (_, at) => `a/${at}.png`);
    for (const key of keys) await store.put(key, { bytes: Buffer.alloc(100_000), type });
    await store.put('a/large.png', { bytes: Buffer.alloc(300_001), type });
    for (const key of keys) await cache.get(key);
    assert.is(counted.reads, 6);
    await cache.get('a/5.png');
    assert.is(counted.reads, 6, 'the last is there');
    await cache.get('a/0.png');
    assert.is(counted.reads, 7, 'the first has gone');
    for (let time = 0; time < 2; time++) await cache.get('a/large.png');
    assert.is(counted.reads, 9, 'what is too large was never there');
  }));

test.run();
