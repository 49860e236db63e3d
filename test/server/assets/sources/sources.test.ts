import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ReadObject } from '../../../../server/assets/sources/bucket.ts';
import { Problem } from '../../../../server/problems/problem.ts';
import { image } from '../make-image.ts';
import { dataUri, glb, gltf, textured, triangle, triangleBytes } from '../make-model.ts';
import { refused, resolveOne, withAssets } from '../refused.ts';

const model = glb(triangle());

/** A reader of buckets that has these objects. */
function bucketOf(objects: Record<string, Uint8Array>): ReadObject {
  return async url => {
    const bytes = objects[url];
    if (bytes) return { bytes };
    throw Object.assign(new Error('No such object'), { code: 404 });
  };
}

test('gs: names an object as it is called, and its files are beside it', async () => {
  const readObject = bucketOf({
    'gs://models/a b/chair.gltf': gltf('../parts/c%20d.bin'),
    'gs://models/parts/c d.bin': triangleBytes(),
  });
  await withAssets({ hosts: '', readObject }, async assets => {
    const asset = await resolveOne('gs://models/a b/chair.gltf', assets);
    assert.is(asset.files.get('../parts/c%20d.bin')?.bytes.length, 44);
    await refused(resolveOne('gs://models/a b/other.gltf', assets), 422, 'asset_not_found');
    for (const src of ['gs://models', 'gs://models/', 'gs:chair.glb', 'gs://Mo dels/chair.glb'])
      await refused(resolveOne(src, assets), 422, 'asset_src_invalid');
  });
});

test('a bucket can be the root, and nothing beside its prefix is read', async () => {
  const readObject = bucketOf({
    'gs://models/public/chair.glb': model,
    'gs://models/public/up.gltf': gltf('../secret.bin'),
    'gs://models/secret.bin': triangleBytes(),
  });
  for (const root of ['gs://models/public', 'gs://models/public/'])
    await withAssets({ hosts: '', root, readObject }, async assets => {
      assert.ok(model.equals((await resolveOne('chair.glb', assets)).bytes));
      for (const src of ['../secret.bin', 'up.gltf', '/chair.glb', '%2e%2e/secret.bin'])
        await refused(resolveOne(src, assets), 422, 'asset_path_forbidden');
    });
});

test('what a bucket refuses becomes an error that says whose fault it is', async () => {
  const failures: [thrown: unknown, status: number, code: string][] = [
    [Object.assign(new Error('Forbidden'), { code: 403 }), 422, 'asset_forbidden'],
    [Object.assign(new Error('Unavailable'), { code: 503 }), 502, 'asset_host_failed'],
    [new TypeError('fetch failed'), 502, 'asset_host_failed'],
    [new Problem('store_unavailable', 'The store cannot be reached.'), 503, 'store_unavailable'],
  ];
  for (const [thrown, status, code] of failures)
    await withAssets({ hosts: '', readObject: () => Promise.reject(thrown) }, async assets => {
      const problem = await refused(resolveOne('gs://models/chair.glb', assets), status, code);
      assert.equal(problem.errors, [{ pointer: '/model', detail: problem.message }]);
    });
  await withAssets({ hosts: '' }, assets =>
    refused(resolveOne('gs://models/chair.glb', assets), 422, 'asset_src_invalid'),
  );
});

test('a bucket that hangs, even if it does not listen', async () => {
  await withAssets({ hosts: '', timeout: 100, readObject: () => new Promise(() => {}) }, assets =>
    refused(resolveOne('gs://models/chair.glb', assets), 504, 'asset_host_timeout'),
  );
});

test('a bucket is told the limit, and held to it', async () => {
  const told: number[] = [];
  const readObject: ReadObject = async (_, { maxBytes }) => {
    told.push(maxBytes);
    return { bytes: model };
  };
  await withAssets({ hosts: '', readObject, maxBytes: 100 }, assets =>
    refused(resolveOne('gs://models/chair.glb', assets), 413, 'asset_too_large'),
  );
  assert.equal(told, [100]);
});

test('a data: URI is a file', async () => {
  await withAssets({ hosts: '' }, async assets => {
    const src = dataUri(model, 'model/gltf-binary');
    assert.ok(model.equals((await resolveOne(src, assets)).bytes));
    const escaped = `data:,${encodeURIComponent(gltf(dataUri(triangleBytes())).toString())}`;
    assert.is((await resolveOne(escaped, assets)).format, 'gltf');
    const problem = await refused(resolveOne(dataUri(gltf('beside.bin')), assets), 422, 'asset_src_invalid');
    assert.match(
      problem.message,
      /^beside.bin \(in data:application\/octet-stream;base64,… \(\d+ characters\)\) cannot be found/,
    );
    await refused(resolveOne('data:nothing', assets), 422, 'asset_src_invalid');
  });
});

test('files of the request, by the names they were sent with', async () => {
  const wood = await image('png');
  const chair = Buffer.from(
    JSON.stringify(textured({ uri: 'textures/wood%20grain.png' }, { buffers: [{ byteLength: 44, uri: 'chair.bin' }] })),
  );
  const sent = { 'my models/chair.gltf': chair, 'my models/chair.bin': triangleBytes(), 'wood grain.png': wood };
  const parts = new Map(Object.entries(sent));
  await withAssets({ hosts: '' }, async assets => {
    for (const src of ['my models/chair.gltf', 'my%20models/chair.gltf']) {
      const asset = await resolveOne(src, assets, 'model', parts);
      assert.equal(
        [...asset.files].map(([uri, { format }]) => [uri, format]),
        [
          ['chair.bin', 'bin'],
          ['textures/wood%20grain.png', 'png'],
        ],
      );
    }
    parts.delete('wood grain.png');
    const missing = await refused(resolveOne('my models/chair.gltf', assets, 'model', parts), 422, 'asset_not_found');
    assert.match(missing.message, 'textures/wood%20grain.png (in my models/chair.gltf) is missing: send it');
    const unknown = await refused(resolveOne('lamp.glb', assets, 'model', parts), 422, 'asset_root_unset');
    assert.match(unknown.message, 'it has "my models/chair.gltf", "my models/chair.bin"');
  });
});

test('other schemes are refused', async () => {
  await withAssets({ hosts: '*' }, async assets => {
    for (const src of [
      'file:///etc/passwd',
      'ftp://example.com/chair.glb',
      'blob:https://x/1',
      'javascript:1',
      'C:/chair.glb',
      'HTTPS+x://a',
    ])
      await refused(resolveOne(src, assets), 422, 'asset_src_invalid');
  });
});

test('the digest is that of the bytes, of the files, and of their order', async () => {
  const digest = async (buffer: Buffer, uri = 'a.bin') => {
    const parts = new Map([
      ['chair.gltf', gltf(uri)],
      [uri, buffer],
    ]);
    return await withAssets(
      { hosts: '' },
      async assets => (await resolveOne('chair.gltf', assets, 'model', parts)).digest,
    );
  };
  const other = triangleBytes();
  other.writeFloatLE(2, 12);
  const digests = [await digest(triangleBytes()), await digest(other), await digest(triangleBytes(), 'b.bin')];
  assert.is(new Set(digests).size, 3);
  assert.is(await digest(triangleBytes()), digests[0]);
  assert.match(digests[0] ?? '', /^[0-9a-f]{64}$/);
});

test.run();
