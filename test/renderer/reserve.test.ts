import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { AttestedBrowser } from '../../renderer/browser/attested-browser.ts';
import { openReserve } from '../../renderer/queue/reserve.ts';
import { device } from '../support/device.ts';

const never = new AbortController().signal;
const turn = { client: 'a', cost: 1 };

/** Browsers that draw nothing, and how many were opened and ended. */
function fakes() {
  const count = { opened: 0, ended: 0 };
  const open = async (): Promise<AttestedBrowser> => {
    count.opened++;
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const unused = () => {
      throw new Error('it draws nothing');
    };
    // a pool may end it more than once
    void ended.then(() => count.ended++);
    const kill = async () => resolve();
    return { ...device, browser: { call: unused, profile: '', ended, kill }, handover: { kind: 'file', draw: unused } };
  };
  return { count, open };
}

test('a browser for each render, one at a time', async () => {
  const { count, open } = fakes();
  const reserve = openReserve(open);
  assert.is(count.opened, 0);
  const first = await reserve.lease(never, turn);
  const waiting = reserve.lease(never, turn);
  await sleep(20);
  assert.equal(count, { opened: 1, ended: 0 });
  first.release();
  first.discard();
  const second = await waiting;
  assert.equal(count, { opened: 2, ended: 1 });
  await reserve.close();
  assert.is(count.ended, 2);
  second.release();
  await reserve.lease(never, turn).then(
    () => assert.unreachable('none is opened any more'),
    (error: Error) => assert.match(error.message, 'shutting down'),
  );
  assert.is(count.opened, 2);
});

test('one that does not start is told, and tried again for the next', async () => {
  const { open } = fakes();
  let tries = 0;
  const reserve = openReserve(() => (tries++ === 0 ? Promise.reject(new Error('no Chrome')) : open()));
  await reserve.lease(never, turn).then(
    () => assert.unreachable(),
    (error: Error) => assert.match(error.message, 'no Chrome'),
  );
  (await reserve.lease(never, turn)).release();
  await reserve.close();
});

test.run();
