import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { frame, inBucket } from './places.ts';

const LARGE = 11_000_000;

test('a frame is one request, marked as immutable, and a record as private', () =>
  inBucket(async (store, gcs) => {
    await store.put('r1/front.png', frame(1000));
    assert.equal(
      gcs.requests.map(({ operation }) => operation),
      ['upload'],
    );
    assert.is(gcs.requests[0]?.call.query.get('uploadType'), 'multipart');
    assert.is(gcs.requests[0]?.call.query.get('ifGenerationMatch'), '0');
    const kept = gcs.objects.get('renders/kept/r1/front.png');
    assert.is(kept?.described.contentType, 'image/png');
    assert.is(kept?.described.cacheControl, 'public, max-age=31536000, immutable');
    assert.is(kept?.described.crc32c, kept?.crc32c, 'the server was told the checksum');
    await store.put('r1/render.json', { bytes: Buffer.from('{}'), type: 'application/json' });
    assert.is(gcs.objects.get('renders/kept/r1/render.json')?.described.cacheControl, 'private, no-cache');
  }));

test('a second put is one request, and the first object stays', () =>
  inBucket(async (store, gcs) => {
    await store.put('r1/front.png', frame(10, 1));
    assert.is(await store.put('r1/front.png', frame(10, 2)), false);
    assert.is(gcs.requests.length, 2);
    assert.equal(gcs.objects.get('renders/kept/r1/front.png')?.bytes, frame(10, 1).bytes);
  }));

test('more than 10 MB goes up in a session, and is refused before its bytes are sent', () =>
  inBucket(async (store, gcs) => {
    const warnings = await countWarnings(async () => {
      assert.is(await store.put('r1/front.png', frame(LARGE)), true);
      assert.equal(
        gcs.requests.map(({ operation }) => operation),
        ['upload', 'resume'],
      );
      assert.is((await store.get('r1/front.png'))?.bytes.length, LARGE);
      assert.is((await store.get('r1/front.png'))?.type, 'image/png');
    });
    assert.is(warnings, 0);
    assert.is(await store.put('r1/front.png', frame(LARGE)), false);
    assert.equal(
      gcs.requests.slice(-1).map(({ operation }) => operation),
      ['upload'],
    );
    assert.is(gcs.requests.at(-1)?.call.body.includes(frame(100).bytes), false);
  }));

test('more objects than fit on a page are all found', () =>
  inBucket(
    async (store, gcs) => {
      const names = Array.from({ length: 25 }, (_, number) => `${number}.png`);
      for (const name of names) await store.put(`r1/${name}`, frame(1));
      assert.is(await store.has('r1', names), true);
      assert.is(gcs.requests.filter(({ operation }) => operation === 'list').length, 3);
    },
    { pageSize: 10 },
  ));

test('checking leaves one small object, however often, outside every render', () =>
  inBucket(async (store, gcs) => {
    for (let times = 0; times < 3; times++) await store.check();
    assert.equal([...gcs.objects.keys()], ['renders/kept/.check.json']);
    assert.is(gcs.requests.length, 3);
  }));

test.run();

async function countWarnings(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const note = () => count++;
  process.on('warning', note);
  try {
    await work();
    await new Promise(setImmediate);
  } finally {
    process.off('warning', note);
  }
  return count;
}
