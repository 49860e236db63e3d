import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createSingleFlight } from '../../../server/concurrency/single-flight.ts';

/** Work under a test's control, which notes how often it was started and what ended it. */
function work() {
  const runs: { signal: AbortSignal; resolve(value: string): void; reject(error: Error): void }[] = [];
  const start = (signal: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    runs.push({ signal, resolve, reject });
    return promise;
  };
  return { runs, start };
}

const passenger = () => new AbortController();
const tell = (): void => {};
const outcome = (result: Promise<string>) => result.catch((error: unknown) => String(error));

test('work under one key is done once, and under another on its own', async () => {
  const flights = createSingleFlight<string, string>();
  const { runs, start } = work();
  const [a, b, other] = ['k', 'k', 'l'].map(key => flights.join(key, { signal: passenger().signal, tell, start }));
  assert.is(runs.length, 2);
  runs[0]?.resolve('one');
  runs[1]?.resolve('two');
  assert.equal(await Promise.all([a, b, other]), ['one', 'one', 'two']);
  const again = flights.join('k', { signal: passenger().signal, tell, start });
  assert.is(runs.length, 3, 'what has landed is not joined');
  runs[2]?.resolve('three');
  assert.is(await again, 'three');
});

test('one who leaves gets his reason, and the others what they wait for', async () => {
  const flights = createSingleFlight<string, string>();
  const { runs, start } = work();
  const leaver = passenger();
  const left = outcome(flights.join('k', { signal: leaver.signal, tell, start }));
  const stays = flights.join('k', { signal: passenger().signal, tell, start });
  leaver.abort(new Error('gone'));
  assert.is(await left, 'Error: gone');
  assert.not(runs[0]?.signal.aborted);
  runs[0]?.resolve('done');
  assert.is(await stays, 'done');
});

test('the last who leaves ends the work, and who comes then starts anew', async () => {
  const flights = createSingleFlight<string, string>();
  const { runs, start } = work();
  const [a, b] = [passenger(), passenger()];
  const both = [a, b].map(({ signal }) => outcome(flights.join('k', { signal: signal, tell, start })));
  a.abort(new Error('gone'));
  b.abort(new Error('gone too'));
  assert.equal(await Promise.all(both), ['Error: gone', 'Error: gone too']);
  assert.ok(runs[0]?.signal.aborted);

  const next = flights.join('k', { signal: passenger().signal, tell, start });
  assert.is(runs.length, 2);
  runs[0]?.reject(new Error('ended'));
  await new Promise(resolve => setImmediate(resolve));
  const joined = flights.join('k', { signal: passenger().signal, tell, start });
  assert.is(runs.length, 2, 'the end of the old one leaves the new one in its place');
  runs[1]?.resolve('done');
  assert.equal(await Promise.all([next, joined]), ['done', 'done']);
});

test('a failure is told to all, and not kept', async () => {
  const flights = createSingleFlight<string, string>();
  const { runs, start } = work();
  const both = ['k', 'k'].map(key => outcome(flights.join(key, { signal: passenger().signal, tell, start })));
  runs[0]?.reject(new Error('failed'));
  assert.equal(await Promise.all(both), ['Error: failed', 'Error: failed']);
  const again = flights.join('k', { signal: passenger().signal, tell, start });
  runs[1]?.resolve('done');
  assert.is(await again, 'done');
});

test('who has gone before he joins starts nothing', async () => {
  const { runs, start } = work();
  const gone = AbortSignal.abort(new Error('gone'));
  assert.is(
    await outcome(createSingleFlight<string, string>().join('k', { signal: gone, tell, start })),
    'Error: gone',
  );
  assert.is(runs.length, 0);
});

test('who joins later gets what was told before, and nothing once he has left', async () => {
  const flights = createSingleFlight<string, string>();
  const tells: ((event: string) => void)[] = [];
  const { promise, resolve } = Promise.withResolvers<string>();
  const start = (_: AbortSignal, tellAll: (event: string) => void) => {
    tells.push(tellAll);
    return promise;
  };
  const heard: [string[], string[]] = [[], []];
  const first = flights.join('k', { signal: passenger().signal, tell: event => heard[0].push(event), start });
  tells[0]?.('one');
  const leaver = passenger();
  const left = outcome(flights.join('k', { signal: leaver.signal, tell: event => heard[1].push(event), start }));
  tells[0]?.('two');
  leaver.abort(new Error('gone'));
  await left;
  tells[0]?.('three');
  resolve('done');
  assert.is(await first, 'done');
  assert.equal(heard, [
    ['one', 'two', 'three'],
    ['one', 'two'],
  ]);
});

test.run();
