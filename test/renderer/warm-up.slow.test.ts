import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PoolState } from '../../renderer/queue/pool.ts';
import { lavapipeFiles } from '../../renderer/engines/lavapipe.ts';
import { openRenderer, type Renderer } from '../../renderer/renderer.ts';
import { model } from '../support/small.ts';
import { chromePath, gpu, draw, withRenderer } from '../support/studio.ts';

async function until(renderer: Renderer, is: (state: PoolState) => boolean): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 20_000; await sleep(5))
    if (is(renderer.state())) return;
  throw new Error(`it never came about: ${JSON.stringify(renderer.state())}`);
}

test('a browser that nobody waits for draws something, and then what is asked for as if it had not', async () => {
  const asked = model('chair.glb');
  const cold = await withRenderer(renderer => draw(renderer, asked));
  const warm = await withRenderer(
    async renderer => {
      await until(renderer, ({ busy }) => busy === 1);
      await until(renderer, ({ idle }) => idle === 1);
      return draw(renderer, asked);
    },
    { warm: true },
  );
  assert.equal(
    warm.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]),
    cold.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('base64')]),
  );
});

test('one that somebody waits for already is theirs', async () => {
  const renderer = await openRenderer({
    chromePath,
    gpu,
    lavapipe: lavapipeFiles,
    browsers: 1,
    queueLimit: 8,
    timeout: 60_000,
    warm: true,
  });
  try {
    const [frame] = await draw(renderer, model('chair.glb'));
    assert.ok(frame && frame.bytes.length > 0);
    await until(renderer, ({ idle }) => idle === 1);
    await sleep(1500);
    assert.is(renderer.state().idle, 1, 'nothing is drawn that nobody asked for');
  } finally {
    await renderer.close();
  }
});

test.run();
