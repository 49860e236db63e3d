import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Problem } from '../../../server/problems/problem.ts';
import { openBucket } from '../../../server/stores/bucket.ts';
import { makeClient } from '../../../server/stores/client.ts';
import type { Fault } from '../../support/fake-gcs/faults.ts';
import { start } from '../../support/fake-gcs/start.ts';
import { errorOf, frame, inBucket } from './places.ts';

/** What never gets better: the answer comes in time, is a 503, and tells what to do. */
const outages: Record<string, { fault: Fault; says: RegExp; atOnce: boolean }> = {
  'a server that hangs': { fault: 'hang', says: /gave no answer within 0.5 s/, atOnce: false },
  'a server that answers 503': { fault: { status: 503 }, says: /answered 503/, atOnce: false },
  'a server that resets': { fault: 'resetBefore', says: /cannot be reached/, atOnce: false },
  'missing rights': { fault: { status: 403 }, says: /roles\/storage\.objectUser/, atOnce: true },
};

for (const [outage, { fault, says, atOnce }] of Object.entries(outages)) {
  test(`${outage}: every method ends with 503 store_unavailable in time`, () =>
    inBucket(
      async (store, gcs) => {
        await store.put('r1/front.png', frame(10));
        gcs.faults.add('any', fault, Number.POSITIVE_INFINITY);
        const methods = [
          () => store.put('r2/front.png', frame(10)),
          () => store.get('r1/front.png'),
          () => store.has('r1', ['front.png']),
          () => store.check(),
        ];
        const from = performance.now();
        const errors = await Promise.all(methods.map(method => errorOf(method())));
        const took = performance.now() - from;
        for (const error of errors) {
          assert.ok(error instanceof Problem && error.status === 503 && error.code === 'store_unavailable');
          assert.match(String(error), says);
          assert.match(String(error), 'gs://renders/kept');
        }
        assert.ok(took < (atOnce ? 400 : 1500), `took ${took} ms`);
      },
      { limitMs: 500 },
    ));
}

test('a bucket that does not exist, and a server that is not there, are 503 for every method', async () => {
  const gcs = await start({ buckets: [] });
  const store = openBucket({ client: makeClient({ emulatorHost: gcs.url }), bucket: 'renders', limitMs: 300 });
  const methods = [
    () => store.put('r1/a.png', frame(10)),
    () => store.get('r1/a.png'),
    () => store.has('r1', ['a.png']),
  ];
  try {
    for (const method of methods) assert.match(String(await errorOf(method())), /gs:\/\/renders does not exist/);
  } finally {
    await gcs.close();
  }
  for (const method of methods) assert.match(String(await errorOf(method())), /gs:\/\/renders cannot be reached/);
});

test.run();
