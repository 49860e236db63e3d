import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Problem } from '../../../server/problems/problem.ts';
import { createKeyedSemaphore, type KeyedSemaphore } from '../../../server/concurrency/keyed-semaphore.ts';
import { problemOf } from '../../support/answers.ts';
import { withService } from '../../support/service.ts';
import { serve } from '../assets/serve.ts';

const never = new AbortController().signal;

/** Tasks that end when they are told, and which of them have begun. */
function stage(semaphore: KeyedSemaphore) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string, signal = never) => {
    const running = semaphore.run(name.charAt(0), { signal }, async () => {
      begun.push(name);
      await new Promise<void>(resolve => ends.set(name, resolve));
    });
    running.catch(() => {});
    return running;
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await sleep(1);
  };
  return { begun, run, end };
}

test('a key has its share alone, and the others go on', async () => {
  const { begun, run, end } = stage(createKeyedSemaphore({ permits: 4, perKey: 2, queueLimit: 10 }));
  for (const name of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2', 'b2']) void run(name);
  assert.equal(begun, ['a1', 'a2', 'b1', 'c1']);
  await end('b1');
  assert.equal(begun.slice(4), ['c2'], 'c came before b, and a has its share');
  await end('a1');
  await end('a2');
  assert.equal(begun.slice(5), ['a3', 'b2']);
});

test('keys that wait have their turns, however long one of them is', async () => {
  const { begun, run, end } = stage(createKeyedSemaphore({ permits: 1, perKey: 1, queueLimit: 10 }));
  for (const name of ['a1', 'b1', 'b2', 'b3', 'c1']) void run(name);
  for (const name of ['a1', 'b1', 'c1', 'b2']) await end(name);
  assert.equal(begun, ['a1', 'b1', 'c1', 'b2', 'b3']);
});

test('who goes away while it waits leaves its place, and one that fails too', async () => {
  const semaphore = createKeyedSemaphore({ permits: 1, perKey: 1, queueLimit: 2 });
  const { begun, run, end } = stage(semaphore);
  const gone = new AbortController();
  void run('a1');
  const waits = run('b1', gone.signal);
  void run('c1');
  await run('d1').then(
    () => assert.unreachable(),
    error => assert.is(error instanceof Problem && error.code, 'queue_full'),
  );
  gone.abort(new Error('gone'));
  await waits.then(
    () => assert.unreachable(),
    error => assert.is(error.message, 'gone'),
  );
  void run('d2');
  await end('a1');
  await end('c1');
  assert.equal(begun, ['a1', 'c1', 'd2']);
  await end('d2');
  await semaphore.run('a', { signal: never }, () => Promise.reject(new Error('wrong'))).catch(() => {});
  assert.is(await semaphore.run('a', { signal: never }, async () => 'free'), 'free');
});

test('a host that hangs holds up its own requests alone, and who leaves it gives its place back', async () => {
  const { url, port, close } = await serve(() => {});
  try {
    // no browser is there, so that what was prepared is refused, and nothing is drawn
    await withService(
      { ASSET_HOSTS: `127.0.0.1:${port}`, QUEUE_LIMIT: '16' },
      async service => {
        const gone = new AbortController();
        const hanging = Array.from({ length: 20 }, (_, at) =>
          service.render({ model: `${url}/${at}.glb` }, {}, gone.signal).catch(() => undefined),
        );
        await sleep(300);
        await problemOf(service.render({ model: 'chair.glb' }), 503, 'renderer_unavailable');
        gone.abort();
        await Promise.all(hanging);
        await sleep(100);
        const later = Array.from({ length: 12 }, () => service.render({ model: 'mug.glb' }));
        for (const answer of later) await problemOf(answer, 503, 'renderer_unavailable');
      },
      { chrome: false },
    );
  } finally {
    await close();
  }
});

test.run();
