import { setImmediate as turn } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openBoundedChannel } from '../../renderer/pipeline/bounded-channel.ts';

test('what is put comes in order, and then the end', async () => {
  const line = openBoundedChannel<number>(10);
  for (const item of [1, 2, 3]) void line.put(item, 1);
  line.end();
  assert.equal(await Array.fromAsync(line), [1, 2, 3]);
});

test('whoever puts waits while it is full: what was taken counts until the next is asked for', async () => {
  const line = openBoundedChannel<number>(2);
  let put = 0;
  const putting = (async () => {
    for (let item = 0; item < 5; item++) {
      await line.put(item, 1);
      put++;
    }
    line.end();
  })();
  await turn();
  assert.is(put, 1, 'the second lies there, and its maker waits');
  const taken: number[] = [];
  for await (const item of line) {
    taken.push(item);
    await turn();
    assert.ok(put <= taken.length + 1, `${put} were put when ${taken.length} were taken`);
  }
  await putting;
  assert.equal(taken, [0, 1, 2, 3, 4]);
});

test('one that is larger than the room goes alone', async () => {
  const line = openBoundedChannel<string>(10);
  const first = line.put('large', 100);
  let ready = false;
  void first.then(() => (ready = true));
  await turn();
  assert.not(ready);
  line.end();
  assert.equal(await Array.fromAsync(line), ['large']);
  await first;
});

test('an error comes after what was put before it', async () => {
  const line = openBoundedChannel<number>(10);
  void line.put(1, 1);
  line.end(new Error('broken'));
  const taken: number[] = [];
  let told = '';
  try {
    for await (const item of line) taken.push(item);
  } catch (error) {
    told = String(error);
  }
  assert.equal([taken, told], [[1], 'Error: broken']);
});

test('when nobody takes any more, whoever puts goes on', async () => {
  const line = openBoundedChannel<number>(1);
  const putting = line.put(1, 1);
  line.close();
  await putting;
  assert.ok(line.closed);
  await line.put(2, 1);
});

test.run();
