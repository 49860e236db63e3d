import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { jobOf, withPage } from '../support/page.ts';

test('a picture that cannot be handed over takes nothing from the one that is drawn meanwhile', () =>
  withPage(async ({ call, server }) => {
    const shot = { view: 'main', width: 64, height: 48, sampling: 'standard' };
    // of many samples: it is still being drawn when the other one fails
    const long = { ...shot, sampling: 'best' };
    await call('load', await jobOf(server, { model: 'mug.glb' }));
    const drawn = async (number: number): Promise<Buffer> => {
      const expected = server.expect(long.width * long.height * 4);
      await Promise.all([call('draw', long, number), call('handOver', number, expected.url)]);
      return Buffer.from(await expected.arrival);
    };
    const right = await drawn(1);
    const first = call('draw', shot, 2);
    const failing = call('handOver', 2, `${server.page}nowhere`).then(
      () => 'handed over',
      (error: Error) => error.message,
    );
    const second = drawn(3);
    await first;
    assert.match(await failing, /not taken: 404/);
    assert.ok((await second).equals(right));
  }));

test.run();
