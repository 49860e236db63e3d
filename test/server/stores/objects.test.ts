import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Problem } from '../../../server/problems/problem.ts';
import { openBucket } from '../../../server/stores/bucket.ts';
import { makeClient } from '../../../server/stores/client.ts';
import { download, type Downloaded } from '../../../server/stores/download.ts';
import type { ReadOptions } from '../../../server/stores/objects.ts';
import { readObject } from '../../../server/stores/objects.ts';
import type { Described } from '../../support/fake-gcs/blob.ts';
import { makeBlob } from '../../support/fake-gcs/blob.ts';
import type { Fault } from '../../support/fake-gcs/faults.ts';
import type { FakeGcs } from '../../support/fake-gcs/start.ts';
import { start } from '../../support/fake-gcs/start.ts';
import { errorOf, frame } from './places.ts';

const glb = { contentType: 'model/gltf-binary' };

test('reads an object and its type, whatever its name has in it', () =>
  inAssets(async ({ gcs, read }) => {
    for (const name of ['chair.glb', 'a b/stühle/100%25 #1?.glb', '../up.glb', 'line\nbreak.glb']) {
      keep(gcs, name, Buffer.from(name), glb);
      const object = await read(`gs://assets/${name}`);
      assert.is(Buffer.from(object.bytes).toString(), name);
      assert.is(object.type, 'model/gltf-binary');
    }
  }));

test('an object of just as many bytes as allowed is read, one more is not', () =>
  inAssets(async ({ gcs, read }) => {
    keep(gcs, 'chair.glb', Buffer.alloc(1000), glb);
    assert.is((await read('gs://assets/chair.glb', { maxBytes: 1000 })).bytes.length, 1000);
    const problem = await problemOf(read('gs://assets/chair.glb', { maxBytes: 999 }));
    assert.is(problem.status, 413);
    assert.is(problem.code, 'asset_too_large');
    assert.match(problem.message, 'gs://assets/chair.glb');
    assert.match(problem.message, '999 bytes');
    assert.is(gcs.requests.length, 2, 'not tried again');
  }));

test('what unpacks to more than allowed is too large, though it is stored small', () =>
  inAssets(async ({ gcs, read }) => {
    keep(gcs, 'bomb.glb', gzipSync(Buffer.alloc(30_000_000)), { ...glb, contentEncoding: 'gzip' });
    const problem = await problemOf(read('gs://assets/bomb.glb', { maxBytes: 1_000_000 }));
    assert.is(problem.code, 'asset_too_large');
    keep(gcs, 'packed.glb', gzipSync(Buffer.from('glTF')), { ...glb, contentEncoding: 'gzip' });
    assert.is(Buffer.from((await read('gs://assets/packed.glb')).bytes).toString(), 'glTF');
  }));

/** What cannot be read, and the answer: it names the src in each sentence. */
const refusals: Record<string, { src: string; fault?: Fault; status: number; code: string }> = {
  'a name that is not there': { src: 'gs://assets/none.glb', status: 422, code: 'asset_not_found' },
  'a bucket that is not there': { src: 'gs://elsewhere/chair.glb', status: 422, code: 'asset_not_found' },
  'no name': { src: 'gs://assets/', status: 422, code: 'asset_src_invalid' },
  'no bucket': { src: 'gs:///chair.glb', status: 422, code: 'asset_src_invalid' },
  'a bucket that goes up': { src: 'gs://../chair.glb', status: 422, code: 'asset_src_invalid' },
  'missing rights': { src: 'gs://assets/chair.glb', fault: { status: 403 }, status: 422, code: 'asset_forbidden' },
  'missing credentials': { src: 'gs://assets/chair.glb', fault: { status: 401 }, status: 422, code: 'asset_forbidden' },
  'a server that fails': {
    src: 'gs://assets/chair.glb',
    fault: { status: 500 },
    status: 502,
    code: 'asset_host_failed',
  },
  'a server that resets': {
    src: 'gs://assets/chair.glb',
    fault: 'resetBefore',
    status: 502,
    code: 'asset_host_failed',
  },
  'a server that stops': { src: 'gs://assets/chair.glb', fault: 'cut', status: 502, code: 'asset_host_failed' },
  'wrong bytes': { src: 'gs://assets/chair.glb', fault: 'wrongChecksum', status: 502, code: 'asset_host_failed' },
  'a server that hangs': { src: 'gs://assets/chair.glb', fault: 'hang', status: 504, code: 'asset_host_timeout' },
};

for (const [what, { src, fault, status, code }] of Object.entries(refusals)) {
  test(`${what}: ${status} ${code}`, () =>
    inAssets(async ({ gcs, read }) => {
      keep(gcs, 'chair.glb', Buffer.alloc(100_000), glb);
      if (fault) gcs.faults.add('media', fault, Number.POSITIVE_INFINITY);
      const problem = await problemOf(read(src, { limitMs: 400 }));
      assert.is(problem.status, status);
      assert.is(problem.code, code);
      assert.match(problem.message, src);
      if (fault === 'wrongChecksum') assert.match(problem.message, /do not match their checksum/);
    }));
}

test('a packed object is held against the checksum of what is stored', () =>
  inAssets(async ({ gcs, read }) => {
    keep(gcs, 'packed.glb', gzipSync(randomBytes(3000)), { ...glb, contentEncoding: 'gzip' });
    gcs.faults.add('media', 'damaged', Infinity);
    const problem = await problemOf(read('gs://assets/packed.glb', { limitMs: 300 }));
    assert.match(problem.message, /do not match their checksum/);
  }));

test('what fails once is read all the same', () =>
  inAssets(async ({ gcs, read }) => {
    keep(gcs, 'chair.glb', Buffer.alloc(100_000), glb);
    for (const fault of [{ status: 503 }, 'resetBefore', 'cut'] satisfies Fault[]) gcs.faults.add('media', fault);
    assert.is((await read('gs://assets/chair.glb')).bytes.length, 100_000);
    assert.is(gcs.faults.left, 0);
  }));

test('a slow bucket has more time the more comes of it', () =>
  inAssets(async ({ gcs, read }) => {
    keep(gcs, 'large.glb', Buffer.alloc(2_000_000), glb);
    keep(gcs, 'small.glb', Buffer.alloc(2000), glb);
    gcs.faults.add('media', 'slow', Number.POSITIVE_INFINITY);
    assert.is((await read('gs://assets/large.glb', { limitMs: 200 })).bytes.length, 2_000_000);
    assert.is((await problemOf(read('gs://assets/small.glb', { limitMs: 200 }))).code, 'asset_host_timeout');
  }));

test('a signal ends it with its own reason, before and during', () =>
  inAssets(async ({ gcs, read }) => {
    keep(gcs, 'chair.glb', Buffer.alloc(1000), glb);
    gcs.faults.add('media', 'hang', Number.POSITIVE_INFINITY);
    const reason = new Error('the client has gone');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 50);
    assert.is(await errorOf(read('gs://assets/chair.glb', { signal: controller.signal })), reason);
    assert.is(await errorOf(read('gs://assets/chair.glb', { signal: controller.signal })), reason);
  }));

for (const [what, bytes, described] of [
  ['an object', Buffer.alloc(1000), glb],
  ['a packed object', gzipSync(randomBytes(1000)), { ...glb, contentEncoding: 'gzip' }],
] satisfies [string, Buffer, Described][]) {
  test(`a signal ends it before its answer begins: ${what} that comes all the same is let go of, and harms nothing`, () =>
    inAssets(async ({ gcs, read }) => {
      keep(gcs, 'chair.glb', bytes, described);
      const { promise: halfAfter, resolve: answer } = Promise.withResolvers<void>();
      gcs.faults.add('media', { halfAfter });
      const reason = new Error('the client has gone');
      const controller = new AbortController();
      const error = errorOf(read('gs://assets/chair.glb', { signal: controller.signal }));
      await until(() => gcs.requests.length === 1);
      controller.abort(reason);
      assert.is(await error, reason);
      assert.is(gcs.underWay, 1, 'it did not wait for the answer');
      answer();
      // The answer never ends, so it is the client that lets go of the connection.
      await until(() => gcs.underWay === 0);
    }));
}

test('what is given up before it began asks for nothing', () =>
  inAssets(async ({ gcs, client }) => {
    keep(gcs, 'chair.glb', Buffer.alloc(1000), glb);
    const attempt = { number: 1, signal: AbortSignal.abort(), received: () => {} };
    await errorOf(download(client.bucket('assets').file('chair.glb'), attempt));
    assert.is(gcs.requests.length, 0);
  }));

test('a reading that ends early leaves the requests beside it alone', () =>
  inAssets(async ({ gcs, client, read }) => {
    keep(gcs, 'large.glb', Buffer.alloc(5_000_000), glb);
    gcs.faults.add('upload', 'hang');
    const store = openBucket({ client, bucket: 'assets', limitMs: 2000 });
    const put = store.put('r1/front.png', frame(10));
    while (gcs.faults.left > 0) await new Promise(resolve => setTimeout(resolve, 5));
    await problemOf(read('gs://assets/large.glb', { maxBytes: 1000 }));
    await new Promise(resolve => setTimeout(resolve, 300));
    const uploads = gcs.requests.filter(({ operation }) => operation === 'upload').length;
    assert.is(uploads, 1, 'the put still waits for its first request');
    assert.is(await put, true);
  }));

test('what is here already is not read again, and another content under its name is', () =>
  inAssets(async ({ gcs, client, read }) => {
    keep(gcs, 'chair.glb', Buffer.from('glTF1'), glb);
    const { generation } = await read('gs://assets/chair.glb');
    const options = { maxBytes: 1e7, unless: generation };
    assert.is(await readObject(client, 'gs://assets/chair.glb', options), undefined);
    keep(gcs, 'chair.glb', Buffer.from('glTF2'), glb);
    assert.is(String((await readObject(client, 'gs://assets/chair.glb', options))?.bytes), 'glTF2');
  }));

test.run();

type Read = (src: string, options?: Partial<ReadOptions>) => Promise<Downloaded>;

async function inAssets(
  use: (place: { gcs: FakeGcs; client: ReturnType<typeof makeClient>; read: Read }) => Promise<void>,
): Promise<void> {
  const gcs = await start();
  try {
    const client = makeClient({ emulatorHost: gcs.url });
    const read: Read = async (src, options) => {
      const object = await readObject(client, src, { maxBytes: 1e7, ...options });
      if (!object) throw new Error('it was not read');
      return object;
    };
    await use({ gcs, client, read });
  } finally {
    await gcs.close();
  }
}

function keep(gcs: FakeGcs, name: string, bytes: Buffer, described: Described): void {
  gcs.objects.set(`assets/${name}`, makeBlob('assets', name, bytes, described));
}

/** Waits until it is so; fails when it never is. */
async function until(isSo: () => boolean): Promise<void> {
  for (const from = performance.now(); !isSo(); await new Promise(resolve => setTimeout(resolve, 5))) {
    if (performance.now() - from > 5000) throw new Error(`never: ${String(isSo)}`);
  }
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error = await errorOf(work);
  if (error instanceof Problem) return error;
  throw error;
}
