import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Fault } from '../../support/fake-gcs/faults.ts';
import { errorOf, frame, inBucket } from './places.ts';

const LARGE = 11_000_000;

/** Every way in which an upload may fail once: the object is there in the end, whole, and was made by this put. */
const faults = [
  'resetBefore',
  'resetAfter',
  { status: 503 },
  { status: 429 },
  'wrongChecksum',
  'hang',
  'hangAfter',
] satisfies Fault[];

for (const fault of faults) {
  test(`a put survives ${nameOf(fault)}`, () =>
    inBucket(
      async (store, gcs) => {
        gcs.faults.add('upload', fault);
        assert.is(await store.put('r1/front.png', frame(1000)), true);
        assert.is(gcs.faults.left, 0);
        assert.equal([...gcs.objects.keys()], ['renders/kept/r1/front.png']);
        assert.equal(gcs.objects.get('renders/kept/r1/front.png')?.bytes, frame(1000).bytes);
      },
      { limitMs: 1500 },
    ));
}

for (const fault of ['resetBefore', 'resetAfter', { status: 503 }] satisfies Fault[]) {
  test(`a large put survives ${nameOf(fault)}`, () =>
    inBucket(async (store, gcs) => {
      gcs.faults.add('resume', fault);
      assert.is(await store.put('r1/front.png', frame(LARGE)), true);
      assert.is(gcs.faults.left, 0);
      assert.ok(gcs.objects.get('renders/kept/r1/front.png')?.bytes.equals(frame(LARGE).bytes));
    }));
}

test('an object that somebody else put while our connection broke is not ours', () =>
  inBucket(async (store, gcs) => {
    gcs.faults.add('upload', 'resetBefore');
    const [ours, theirs] = await Promise.all([store.put('r1/a.png', frame(10)), store.put('r1/a.png', frame(10))]);
    assert.is(gcs.objects.size, 1);
    assert.is(Number(ours) + Number(theirs), 1);
  }));

for (const fault of [
  'resetBefore',
  'cut',
  { status: 503 },
  { status: 408 },
  'wrongChecksum',
  'hang',
] satisfies Fault[]) {
  test(`a get survives ${nameOf(fault)}`, () =>
    inBucket(
      async (store, gcs) => {
        await store.put('r1/front.png', frame(300_000));
        gcs.faults.add('media', fault);
        assert.ok((await store.get('r1/front.png'))?.bytes.length === 300_000);
        assert.is(gcs.faults.left, 0);
      },
      { limitMs: 1500 },
    ));
}

test('a get that breaks off again and again, however late, ends in time', () =>
  inBucket(
    async (store, gcs) => {
      await store.put('r1/front.png', frame(800_000));
      gcs.faults.add('media', { breakAfter: 600_000 }, Infinity);
      const outcome = await Promise.race([errorOf(store.get('r1/front.png')), sleep(3000, 'never')]);
      assert.match(String(outcome), /cannot be reached/);
    },
    { limitMs: 300 },
  ));

for (const fault of [{ breakAfter: 600_000 }, { status: 503 }, 'hang'] satisfies Fault[]) {
  test(`who leaves ends gets and puts that meet ${nameOf(fault)}`, () =>
    inBucket(async (store, gcs) => {
      await store.put('r1/front.png', frame(800_000));
      gcs.faults.add('media', fault, Infinity);
      gcs.faults.add('upload', typeof fault === 'object' && 'breakAfter' in fault ? 'resetBefore' : fault, Infinity);
      const gone = new AbortController();
      const reason = new Error('the client has gone');
      const both = [
        errorOf(store.get('r1/front.png', gone.signal)),
        errorOf(store.put('r2/front.png', frame(10), gone.signal)),
      ];
      setTimeout(() => gone.abort(reason), 150);
      assert.equal(await Promise.all(both), [reason, reason]);
      // what was on its way
      await sleep(100);
      const asked = gcs.requests.length;
      await sleep(500);
      assert.is(gcs.requests.length, asked, 'nothing is asked for any more');
    }));
}

for (const terse of [false, true]) {
  const server = terse ? 'that does not tell how an object is stored' : 'that tells all';
  test(`damaged bytes of a server ${server} are asked for again, and never given`, () =>
    inBucket(
      async (store, gcs) => {
        await store.put('r1/front.png', frame(300_000));
        gcs.faults.add('media', 'damaged');
        assert.equal((await store.get('r1/front.png'))?.bytes, frame(300_000).bytes);
        gcs.faults.add('media', 'damaged', Infinity);
        const error = String(await errorOf(store.get('r1/front.png')));
        assert.match(error, /do not match their checksum/);
        assert.not.match(error, /reached/);
      },
      { limitMs: 400, terse },
    ));
}

test('a put whose checksum is told wrong for ever is not "cannot be reached"', () =>
  inBucket(
    async (store, gcs) => {
      gcs.faults.add('upload', 'wrongChecksum', Infinity);
      assert.match(String(await errorOf(store.put('r1/front.png', frame(1000)))), /do not match their checksum/);
    },
    { limitMs: 400 },
  ));

test('a failed put leaves retries on for those after it', () =>
  inBucket(
    async (store, gcs) => {
      gcs.faults.add('any', { status: 403 });
      await errorOf(store.get('r1/front.png'));
      gcs.faults.add('upload', { status: 503 }, 2);
      assert.is(await store.put('r1/front.png', frame(10)), true);
    },
    { limitMs: 3000 },
  ));

test.run();

function nameOf(fault: Fault): string {
  if (typeof fault === 'string') return fault;
  return 'status' in fault ? `a ${fault.status}` : `${Object.keys(fault)}`;
}
