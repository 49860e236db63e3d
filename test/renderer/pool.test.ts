import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { AttestedBrowser } from '../../renderer/browser/attested-browser.ts';
import { openPool, type Pool } from '../../renderer/queue/pool.ts';
import { device } from '../support/device.ts';
import type { Turn } from '../../renderer/queue/fair-queue.ts';

/** A browser that draws nothing, and whose end is noted. */
function fake(): AttestedBrowser {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const unused = () => {
    throw new Error('it draws nothing');
  };
  return {
    browser: {
      call: unused,
      profile: '',
      ended,
      kill: async () => resolve(),
    },
    ...device,
    handover: { kind: 'file', draw: unused },
  };
}

async function withPool(limit: number, work: (pool: Pool) => Promise<void>): Promise<void> {
  const pool = openPool({ size: 1, queueLimit: limit, open: async () => fake() });
  await pool.ready;
  try {
    await work(pool);
  } finally {
    await pool.close();
  }
}

const never = new AbortController().signal;
const job = (client: string, cost = 10): Turn => ({ client, cost });

test('the browser goes to whose turn it is, and `hasWaiters` says that somebody waits', () =>
  withPool(8, async pool => {
    const first = await pool.lease(never, job('a', 100));
    assert.not(first.hasWaiters());
    const served: string[] = [];
    const asks = (
      [
        ['large', 'a', 1000],
        ['another', 'a', 10],
        ['other', 'b', 10],
      ] as const
    ).map(async ([name, client, cost]) => {
      const lease = await pool.lease(never, job(client, cost));
      served.push(name);
      await turn();
      lease.release();
    });
    await turn();
    assert.ok(first.hasWaiters());
    first.release();
    await Promise.all(asks);
    assert.equal(served, ['other', 'another', 'large']);
  }));

test('who leaves while waiting is not served, and gives the browser to the next', () =>
  withPool(8, async pool => {
    const first = await pool.lease(never, job('a'));
    const leaver = new AbortController();
    const left = pool.lease(leaver.signal, job('b')).catch((error: unknown) => String(error));
    const stays = pool.lease(never, job('c'));
    leaver.abort(new Error('gone'));
    assert.is(await left, 'Error: gone');
    assert.is(pool.state().waiting, 1);
    first.release();
    (await stays).release();
    assert.equal([pool.state().idle, pool.state().waiting], [1, 0]);
  }));

test('who waits is told its place, whenever that changes', () =>
  withPool(8, async pool => {
    const first = await pool.lease(never, job('a', 100));
    const places: string[] = [];
    const ask = (client: string, cost: number, signal = never) =>
      pool.lease(signal, job(client, cost), { onPlace: place => places.push(`${client} ${place}`) });
    const leaver = new AbortController();
    const large = ask('large', 50);
    const small = ask('small', 1, leaver.signal).catch(() => undefined);
    assert.equal(places.splice(0), ['large 1', 'small 1', 'large 2']);
    leaver.abort();
    await small;
    assert.equal(places.splice(0), ['large 1']);
    first.release();
    (await large).release();
    assert.equal(places, []);
  }));

test('of a long queue, who joins is told its length, and its place once it is near the front', () =>
  withPool(1000, async pool => {
    const first = await pool.lease(never, job('a', 1));
    const leaver = new AbortController();
    const others = Array.from({ length: 499 }, () => pool.lease(leaver.signal, job('b')).catch(() => undefined));
    const places: number[] = [];
    const last = pool.lease(never, job('b'), { onPlace: place => places.push(place) });
    assert.equal(places, [500]);
    leaver.abort();
    await Promise.all(others);
    assert.is(places.at(-1), 1);
    first.release();
    (await last).release();
  }));

test('a full queue refuses who comes, but not who had a browser before', () =>
  withPool(1, async pool => {
    const first = await pool.lease(never, job('a'));
    const second = pool.lease(never, job('b'));
    const refused = await pool.lease(never, job('c')).catch((error: unknown) => error);
    assert.is(refused instanceof Error && 'code' in refused && refused.code, 'queue_full');
    const again = pool.lease(never, job('a'), { again: true });
    first.release();
    (await second).release();
    (await again).release();
  }));

test('an ended browser is replaced for those who wait', () =>
  withPool(2, async pool => {
    const first = await pool.lease(never, job('a'));
    const second = pool.lease(never, job('b'));
    first.discard();
    (await second).release();
    assert.is(pool.state().replaced, 1);
  }));

test('closing refuses those who wait', async () => {
  let waiting: Promise<unknown> | undefined;
  await withPool(2, async pool => {
    await pool.lease(never, job('a'));
    waiting = pool.lease(never, job('b')).catch((error: unknown) => error);
  });
  const refused = await waiting;
  assert.is(refused instanceof Error && 'code' in refused && refused.code, 'renderer_unavailable');
});

test('one that may not draw any more is replaced, idle or when it is given back', async () => {
  let opened = 0;
  const old = new Set<number>();
  const numbers = new Map<unknown, number>();
  const open = async () => {
    const browser = fake();
    numbers.set(browser.browser, opened++);
    return browser;
  };
  const pool = openPool({
    size: 1,
    queueLimit: 8,
    open,
    isUsable: ({ browser }) => !old.has(numbers.get(browser) ?? NaN),
  });
  await pool.ready;
  old.add(0);
  const second = await pool.lease(never, job('a'));
  assert.is(numbers.get(second.browser), 1);
  old.add(1);
  second.release();
  const third = await pool.lease(never, job('a'));
  assert.is(numbers.get(third.browser), 2);
  third.release();
  await pool.close();
});

test.run();
