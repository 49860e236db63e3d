import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { retry, TimedOut } from '../../../server/stores/retry.ts';
import { errorOf } from './places.ts';

const never = () => new Promise<never>(() => {});

test('attempts again until it succeeds, and counts', async () => {
  const numbers: number[] = [];
  const result = await retry({ limitMs: 5000 }, async ({ number }) => {
    numbers.push(number);
    if (number < 3) throw new Error('reset');
    return 'done';
  });
  assert.is(result, 'done');
  assert.equal(numbers, [1, 2, 3]);
});

test('waits longer each time', async () => {
  const times: number[] = [];
  await retry({ limitMs: 5000 }, async ({ number }) => {
    times.push(performance.now());
    if (number < 4) throw new Error('reset');
  });
  const [first = 0, second = 0, third = 0, fourth = 0] = times;
  assert.ok(second - first >= 49, `${second - first} ms`);
  assert.ok(third - second >= 99, `${third - second} ms`);
  assert.ok(fourth - third >= 199, `${fourth - third} ms`);
});

test('a definite no is final, a passing trouble is not', async () => {
  for (const status of [400, 401, 403, 404, 412]) assert.is(await attemptsOn({ code: status }), 1);
  for (const status of [408, 429, 500, 503]) assert.is(await attemptsOn({ code: status }), 2);
  assert.is(await attemptsOn({ code: '404' }), 1);
  assert.is(await attemptsOn({ status: 404 }), 1);
  assert.is(await attemptsOn({ code: 'ERR_BAD_REQUEST', response: { status: 404 } }), 1);
  assert.is(await attemptsOn({ code: 'ECONNRESET' }), 2);
});

test('gives up in time, with the last real error rather than the limit', async () => {
  const error = await errorOf(
    retry({ limitMs: 300 }, ({ number }) => (number === 1 ? Promise.reject(new Error('reset')) : never())),
  );
  assert.is(String(error), 'Error: reset');
});

test('an attempt that hangs is left for another, and told so', async () => {
  const signals: AbortSignal[] = [];
  const result = await retry({ limitMs: 500 }, ({ number, signal }) => {
    signals.push(signal);
    return number === 1 ? never() : Promise.resolve('done');
  });
  assert.is(result, 'done');
  assert.equal(
    signals.map(signal => signal.aborted),
    [true, false],
  );
});

test('when nothing ever answers it says for how long it waited', async () => {
  const from = performance.now();
  const error = await errorOf(retry({ limitMs: 300 }, never));
  assert.instance(error, TimedOut);
  assert.match(String(error), '0.3 s');
  assert.ok(performance.now() - from < 800);
});

test('bytes that are sent or come extend the limit by a second a megabyte', async () => {
  const slow = () => new Promise(resolve => setTimeout(resolve, 300, 'done'));
  assert.instance(await errorOf(retry({ limitMs: 100 }, slow)), TimedOut);
  assert.is(await retry({ limitMs: 100, bytes: 500_000 }, slow), 'done');
  const comes = retry({ limitMs: 100 }, attempt => {
    attempt.received(500_000);
    return slow();
  });
  assert.is(await comes, 'done');
});

test('what came before extends nothing when it comes again', async () => {
  const from = performance.now();
  let attempts = 0;
  const failing = retry({ limitMs: 200 }, async ({ received, signal }) => {
    attempts++;
    received(300_000);
    await new Promise(resolve => setTimeout(resolve, 20));
    signal.throwIfAborted();
    throw new Error('reset');
  });
  const outcome = await Promise.race([errorOf(failing), new Promise(resolve => setTimeout(resolve, 2000, 'never'))]);
  assert.is(String(outcome), 'Error: reset');
  const took = performance.now() - from;
  assert.ok(took > 400 && took < 1500, `${took} ms`);
  assert.ok(attempts > 2, `${attempts} attempts`);
});

test('it ends, however much comes', async () => {
  const from = performance.now();
  const endless = retry({ limitMs: 100 }, async ({ received, signal }) => {
    for (; !signal.aborted; await new Promise(resolve => setTimeout(resolve, 5))) received(1e6);
  });
  assert.instance(await errorOf(endless), TimedOut);
  assert.ok(performance.now() - from < 3000);
});

test('its caller can end it at any point', async () => {
  const reason = new Error('gone');
  assert.is(await errorOf(retry({ limitMs: 5000, signal: AbortSignal.abort(reason) }, never)), reason);
  const during = new AbortController();
  setTimeout(() => during.abort(reason), 30);
  assert.is(await errorOf(retry({ limitMs: 5000, signal: during.signal }, never)), reason);
  const between = new AbortController();
  const failing = retry({ limitMs: 5000, signal: between.signal }, async ({ number }) => {
    if (number === 4) setTimeout(() => between.abort(reason), 20);
    throw new Error('reset');
  });
  assert.is(await errorOf(failing), reason);
});

test.run();

async function attemptsOn(details: object): Promise<number> {
  let count = 0;
  await retry({ limitMs: 5000, attempts: 2 }, async () => {
    count++;
    throw Object.assign(new Error('no'), details);
  }).catch(() => {});
  return count;
}
