import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { environmentsIn } from '../../../server/renders/environment-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { inBucket, places } from '../stores/places.ts';

const light = Buffer.from(Array.from({ length: 5000 }, (_, at) => at % 251));
const never = new AbortController().signal;

/** Light in a store, and what failed of it. */
function environmentsOf(store: Store) {
  const failed: string[] = [];
  const environments = environmentsIn(store, (operation, error) => failed.push(`${operation} ${String(error)}`));
  return { environments, failed };
}

for (const [place, inPlace] of Object.entries(places)) {
  test(`${place}: light is given as it was kept`, () =>
    inPlace(async store => {
      const { environments, failed } = environmentsOf(store);
      assert.is(await environments.get('a', never), undefined);
      environments.put('a', light);
      await environments.settled();
      assert.equal(Buffer.from((await environments.get('a', never)) ?? []), light);
      assert.equal(failed, []);
    }));

  test(`${place}: light that is not whole, or not what was kept, is told and not given, and replaced`, () =>
    inPlace(async store => {
      const { environments, failed } = environmentsOf(store);
      environments.put('a', light);
      await environments.settled();
      const { bytes = new Uint8Array() } = (await store.get('light/a.bin')) ?? {};
      const flipped = Buffer.from(bytes);
      flipped[3000] = 255 - (flipped[3000] ?? 0);
      const spoilt = [bytes.subarray(0, bytes.length >> 1), flipped, bytes.subarray(0, 4), Buffer.alloc(0), light];
      for (const one of spoilt) {
        await store.replace('light/a.bin', { bytes: one, type: 'application/octet-stream' });
        assert.is(await environments.get('a', never), undefined);
        assert.match(failed.splice(0).join(), /^get Error: .*damaged/);
        environments.put('a', light);
        await environments.settled();
        assert.equal(Buffer.from((await environments.get('a', never)) ?? []), light);
      }
      assert.equal(failed, []);
    }));
}

test('a store that does not answer costs two seconds for reading, and nothing for keeping', () =>
  inBucket(
    async (store, gcs) => {
      gcs.faults.add('any', 'hang', Infinity);
      const { environments, failed } = environmentsOf(store);
      const from = performance.now();
      for (let time = 0; time < 20; time++) environments.put(`put-${time}`, light);
      assert.ok(performance.now() - from < 1000);
      assert.is(await environments.get('a', never), undefined);
      const took = performance.now() - from;
      assert.ok(took > 1900 && took < 5000, `${took} ms`);
      assert.match(failed.find(one => one.startsWith('get')) ?? '', 'TimeoutError');
      assert.is(gcs.requests.filter(({ operation }) => operation === 'upload').length <= 8, true, 'a few at a time');
      await environments.settled();
      assert.is(failed.length, 21);
    },
    { limitMs: 3000 },
  ));

test('who leaves waits for no light, and that is no failure', () =>
  inBucket(async (store, gcs) => {
    gcs.faults.add('any', 'hang', Infinity);
    const { environments, failed } = environmentsOf(store);
    const from = performance.now();
    assert.is(await environments.get('a', AbortSignal.timeout(100)), undefined);
    assert.ok(performance.now() - from < 500);
    assert.equal(failed, []);
  }));

test.run();
