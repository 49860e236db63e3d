import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createFairQueue } from '../../renderer/queue/fair-queue.ts';

/** The order in which jobs are served that all wait at once: `[client, cost]` each, called by their places. */
function orderOf(jobs: readonly [client: string, cost: number][]): number[] {
  const turns = createFairQueue<number>();
  for (const [at, [client, cost]] of jobs.entries()) turns.join({ client, cost }, at);
  return jobs.map(() => turns.next() ?? -1);
}

test('equal jobs are served as they came', () => {
  assert.equal(
    orderOf([
      ['a', 5],
      ['a', 5],
      ['a', 5],
    ]),
    [0, 1, 2],
  );
  assert.equal(
    orderOf([
      ['a', 5],
      ['b', 5],
      ['c', 5],
    ]),
    [0, 1, 2],
  );
});

test('a small job passes a large one, of its own client and of another', () => {
  assert.equal(
    orderOf([
      ['a', 100],
      ['a', 5],
    ]),
    [1, 0],
  );
  assert.equal(
    orderOf([
      ['a', 100],
      ['b', 5],
    ]),
    [1, 0],
  );
});

test('a client with many jobs does not keep out one with a single one', () => {
  const many = Array.from({ length: 20 }, (): [string, number] => ['many', 10]);
  const order = orderOf([...many, ['one', 10]]);
  assert.ok(order.indexOf(20) <= 1, `it is number ${order.indexOf(20)}`);
});

test('two clients with jobs of different sizes get equal shares, not equal numbers', () => {
  const turns = createFairQueue<string>();
  for (let count = 0; count < 40; count++) {
    turns.join({ client: 'small', cost: 10 }, 'small');
    if (count < 10) turns.join({ client: 'large', cost: 40 }, 'large');
  }
  const served = Array.from({ length: 25 }, () => turns.next());
  const large = served.filter(one => one === 'large').length;
  assert.ok(large >= 4 && large <= 6, `${large} of 25 are large`);
});

for (const [who, name] of [
  ['one client', () => 'a'],
  ['a new client each time', (count: number) => `client ${count}`],
] as const)
  test(`a large job is not kept waiting for ever by small ones of ${who}`, () => {
    const turns = createFairQueue<string>();
    turns.join({ client: 'a', cost: 100 }, 'large');
    let served = 0;
    for (; served < 1000; served++) {
      turns.join({ client: name(served), cost: 5 }, 'small');
      turns.join({ client: name(served + 0.5), cost: 5 }, 'small');
      if (turns.next() === 'large') break;
    }
    assert.ok(served >= 10 && served <= 100, `after ${served}`);
  });

test('who was just served without waiting counts as served', () => {
  const turns = createFairQueue<string>();
  turns.account({ client: 'a', cost: 50 });
  turns.account({ client: 'a', cost: 50 });
  turns.join({ client: 'a', cost: 10 }, 'a');
  turns.join({ client: 'b', cost: 10 }, 'b');
  assert.equal([turns.next(), turns.next()], ['b', 'a']);
});

test('who leaves is not served, and leaves nobody out', () => {
  const turns = createFairQueue<number>();
  const leave = turns.join({ client: 'a', cost: 1 }, 0);
  turns.join({ client: 'a', cost: 1 }, 1);
  leave();
  leave();
  assert.is(turns.length, 1);
  assert.equal([turns.next(), turns.next()], [1, undefined]);
  turns.join({ client: 'a', cost: 1 }, 2);
  assert.equal(turns.clear(), [2]);
  assert.is(turns.length, 0);
});

test('the order that is told is the order in which they are served', () => {
  const queue = createFairQueue<number>();
  const jobs: [string, number][] = [
    ['a', 100],
    ['a', 5],
    ['b', 40],
    ['c', 1],
    ['b', 3],
  ];
  for (const [at, [client, cost]] of jobs.entries()) queue.join({ client, cost }, at);
  const order = queue.order();
  assert.is(queue.length, jobs.length, 'telling it changes nothing');
  assert.equal(
    jobs.map(() => queue.next()),
    order,
  );
});

test.run();
