import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAssetCache } from '../../../server/assets/asset-cache.ts';
import { Meter } from '../../../server/assets/meter.ts';
import type { Source } from '../../../server/assets/source.ts';
import { glb, gltf, triangle, triangleBytes } from './make-model.ts';
import { refused, resolveOne, withAssets } from './refused.ts';

const model = glb(triangle());
/** Milliseconds after which a file's times tell it from another. */
const rest = 2100;

async function withRoot(use: (root: string) => Promise<void>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'cache-'));
  try {
    await use(root);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** The same model, as long, with other bytes. */
function otherModel(): Buffer {
  const text = model.toString('latin1');
  const other = text.replace('"2.0"', '"2.1"');
  assert.is.not(other, text);
  return Buffer.from(other, 'latin1');
}

test('a file that rests is read once; one that was changed is seen at once, its size and its time as before', () =>
  withRoot(async root => {
    const path = join(root, 'chair.glb');
    await writeFile(path, model);
    await sleep(rest);
    await withAssets({ hosts: '*', root }, async assets => {
      const first = await resolveOne('chair.glb', assets);
      assert.is((await resolveOne('chair.glb', assets)).bytes, first.bytes, 'held');
      const { atime, mtime } = await stat(path);
      await writeFile(path, otherModel());
      await utimes(path, atime, mtime);
      const changed = await resolveOne('chair.glb', assets);
      assert.ok(otherModel().equals(changed.bytes));
      assert.is.not(changed.digest, first.digest);
      await rm(path);
      await refused(resolveOne('chair.glb', assets), 422, 'asset_not_found');
    });
  }));

test('a file that was written just now is read each time', () =>
  withRoot(root =>
    withAssets({ hosts: '*', root }, async assets => {
      for (const bytes of [model, otherModel(), model, otherModel()]) {
        await writeFile(join(root, 'chair.glb'), bytes);
        assert.ok(bytes.equals((await resolveOne('chair.glb', assets)).bytes));
      }
      assert.is(assets.cache.size, 0);
    }),
  ));

test('a model that is held is checked anew where a file beside it has changed', () =>
  withRoot(async root => {
    await writeFile(join(root, 'chair.gltf'), gltf('a.bin'));
    await writeFile(join(root, 'a.bin'), triangleBytes());
    await sleep(rest);
    await withAssets({ hosts: '*', root }, async assets => {
      const first = await resolveOne('chair.gltf', assets);
      const again = await resolveOne('chair.gltf', assets);
      assert.is(again.digest, first.digest);
      assert.equal([...again.files], [...first.files]);
      await writeFile(join(root, 'a.bin'), triangleBytes().fill(0, 0, 36));
      const changed = await resolveOne('chair.gltf', assets);
      assert.is(changed.bytes, first.bytes, 'the model itself is held');
      assert.is.not(changed.digest, first.digest);
      await writeFile(join(root, 'a.bin'), Buffer.alloc(3));
      await refused(resolveOne('chair.gltf', assets), 422, 'asset_truncated');
      await rm(join(root, 'a.bin'));
      await refused(resolveOne('chair.gltf', assets), 422, 'asset_not_found');
      await writeFile(join(root, 'a.bin'), triangleBytes());
      assert.is((await resolveOne('chair.gltf', assets)).digest, first.digest);
    });
  }));

/** A file that never changes, and says how often it was read whole. */
function steady(key: string, bytes: Uint8Array): Source & { reads: number } {
  const source: Source & { reads: number } = {
    key,
    foreign: false,
    reads: 0,
    async read() {
      source.reads++;
      const content = { bytes, revalidate: async () => content };
      return content;
    },
    resolve: () => source,
  };
  return source;
}

function reading() {
  const left = 1e9;
  return { meter: new Meter(left, { left, of: left }), signal: new AbortController().signal };
}

test('what is held stays within its budget: the longest unused goes, and a larger file is not held', async () => {
  const cache = createAssetCache(1000);
  const files = Array.from({ length: 20 }, (_, at) => steady(`f${at}`, new Uint8Array(300)));
  for (const file of files) {
    await cache.read(file, reading());
    await cache.read(file, reading());
    assert.is(file.reads, 1);
    assert.ok(cache.size > 0 && cache.size <= 1000, `${cache.size}`);
  }
  const [first, last] = [files[0], files[19]];
  for (const file of [last, first]) if (file) await cache.read(file, reading());
  assert.equal([first?.reads, last?.reads], [2, 1]);
  const large = steady('large', new Uint8Array(1001));
  for (let time = 0; time < 2; time++) await cache.read(large, reading());
  assert.is(large.reads, 2);
  assert.ok(cache.size <= 1000);
});

test('what is held counts against a request’s limits as what is read', () =>
  withRoot(async root => {
    await writeFile(join(root, 'chair.glb'), model);
    await sleep(rest);
    await withAssets({ hosts: '*', root, maxTotalBytes: model.length + 10 }, async assets => {
      await resolveOne('chair.glb', assets);
      const source: Source = steady('held', new Uint8Array(20));
      await assets.cache.read(source, reading());
      assert.ok(assets.cache.size > model.length);
      const left = 10;
      const small = { meter: new Meter(left, { left, of: left }), signal: new AbortController().signal };
      const { fileSource } = await import('../../../server/assets/sources/folder.ts');
      let refusal = '';
      await assets.cache
        .read(fileSource(root, 'chair.glb'), small)
        .catch((error: { code: string }) => (refusal = error.code));
      assert.is(refusal, 'asset_too_large');
    });
  }));

test.run();
