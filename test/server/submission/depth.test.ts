import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isDeeperThan } from '../../../server/submission/depth.ts';

test('levels are those of arrays and objects in each other', () => {
  for (const flat of [1, 'text', null, true, undefined]) assert.not(isDeeperThan(flat, 0));
  for (const one of [[], {}, [1, 2, 'three', null]]) {
    assert.ok(isDeeperThan(one, 0));
    assert.not(isDeeperThan(one, 1));
  }
  const three = { a: [1, 2], b: [{ c: 'd' }], e: {} };
  assert.ok(isDeeperThan(three, 2));
  assert.not(isDeeperThan(three, 3));
});

test('a million levels, and a million numbers, are no matter', () => {
  assert.ok(isDeeperThan(JSON.parse('['.repeat(1_000_000) + ']'.repeat(1_000_000)), 200));
  assert.not(isDeeperThan({ position: Array.from({ length: 1_000_000 }, (_, at) => at) }, 2));
});

test.run();
