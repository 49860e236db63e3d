import pino from 'pino';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Frame } from '../../../renderer/frame.ts';
import type { RenderEvent as DrawEvent } from '../../../renderer/pipeline/events.ts';
import type { Renderer } from '../../../renderer/renderer.ts';
import { createMetrics } from '../../../server/metrics.ts';
import { type RenderEvent, resultOf } from '../../../server/renders/events.ts';
import { openRenderRepository } from '../../../server/renders/render-repository.ts';
import { createRenderService, type RenderService } from '../../../server/renders/service.ts';
import { device } from '../../support/device.ts';
import { sceneFrom } from '../../support/studio.ts';
import { greyRenderer } from '../site/app.ts';
import { openFolder } from '../../../server/stores/folder.ts';
import { inFolder } from '../stores/places.ts';

const scene = sceneFrom({ nodes: [{ geometry: { type: 'box' } }], views: { a: {}, b: {} } });
const never = new AbortController().signal;

function frame(view: string): DrawEvent {
  const bytes = new Uint8Array([view.charCodeAt(0)]);
  const made: Frame = {
    name: `${view}.png`,
    view,
    type: 'image/png',
    bytes,
    width: 1,
    height: 1,
    alpha: false,
    device,
    timings: {},
  };
  return { type: 'frame', frame: made };
}

/** A service whose renderer does as it is told. */
async function withRenders(render: Renderer['render'], work: (renders: RenderService) => Promise<void>): Promise<void> {
  await inFolder(async folder => {
    const store = openFolder(folder);
    const renderer = { ...greyRenderer(), render };
    const renders = createRenderService({
      renderer,
      repository: openRenderRepository(store),
      metrics: createMetrics(renderer),
      queueLimit: 8,
      preparing: 1,
      log: pino({ level: 'silent' }),
      async resolve(_, { onFetched }) {
        onFetched?.(0, 1);
        onFetched?.(1, 1);
        return new Map();
      },
    });
    await work(renders);
  });
}

const said = (event: RenderEvent): string => {
  switch (event.type) {
    case 'queued':
      return `queued ${event.place}`;
    case 'fetching':
    case 'rendering':
      return `${event.type} ${event.done} of ${event.of}`;
    case 'frame':
      return `frame ${event.frame.name}`;
    case 'failed':
      return `failed ${String(event.error)}`;
    case 'done':
      return event.result.stored ? 'found' : 'done';
  }
};

async function* drawing(): AsyncGenerator<DrawEvent> {
  yield { type: 'queued', place: 2 };
  yield { type: 'queued', place: 1 };
  yield { type: 'rendering', done: 0, of: 2 };
  yield frame('a');
  yield { type: 'rendering', done: 1, of: 2 };
  yield frame('b');
  yield { type: 'rendering', done: 2, of: 2 };
}

const whole = [
  'fetching 0 of 1',
  'fetching 1 of 1',
  'queued 2',
  'queued 1',
  'rendering 0 of 2',
  'frame a.png',
  'rendering 1 of 2',
  'frame b.png',
  'rendering 2 of 2',
  'done',
];

test('a render tells all that it goes through, and its record knows its state', () =>
  withRenders(drawing, async renders => {
    const events = await Array.fromAsync(renders.render(scene, never));
    assert.equal(events.map(said), whole);
    const last = events.at(-1);
    assert.is(last?.type === 'done' && last.result.record.state, 'done');
    const again = await Array.fromAsync(renders.render(scene, never));
    assert.equal(again.map(said), ['fetching 0 of 1', 'fetching 1 of 1', 'found']);
  }));

test('it goes on where nobody reads, and tells whoever reads late, and whoever joins, from the beginning', () =>
  withRenders(drawing, async renders => {
    const first = renders.render(scene, never);
    await renders.settled();
    assert.equal((await Array.fromAsync(first)).map(said), whole);
    assert.equal((await Array.fromAsync(first)).map(said), whole, 'to any number of readers');
  }));

test('two that ask for the same are told the same, and it is drawn once', async () => {
  let drawn = 0;
  const render = (): AsyncGenerator<DrawEvent> => {
    drawn++;
    return drawing();
  };
  await withRenders(render, async renders => {
    const both = [renders.render(scene, never), renders.render(scene, never)].map(events => Array.fromAsync(events));
    const [one, other] = await Promise.all(both);
    const drawnEvents = (events: RenderEvent[] = []) =>
      events.map(said).filter(event => !/^(queued 1|fetching)/.test(event));
    assert.equal(drawnEvents(one), drawnEvents(other));
    assert.is(drawn, 1);
  });
});

test('a failure is its last event, and is thrown to who waits for the result', async () => {
  async function* failing(): AsyncGenerator<DrawEvent> {
    yield frame('a');
    throw new Error('the GPU is gone');
  }
  await withRenders(failing, async renders => {
    const events = await Array.fromAsync(renders.render(scene, never));
    assert.equal(events.map(said).slice(2), ['frame a.png', 'failed Error: the GPU is gone']);
    try {
      await resultOf(renders.render(scene, never));
      assert.unreachable();
    } catch (error) {
      assert.is(String(error), 'Error: the GPU is gone');
    }
  });
});

test('the signal cancels the rendering itself', async () => {
  const cancelled = Promise.withResolvers<string>();
  async function* hanging(_: unknown, signal: AbortSignal): AsyncGenerator<DrawEvent> {
    yield { type: 'rendering', done: 0, of: 1 };
    await new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        cancelled.resolve(String(signal.reason));
        reject(signal.reason);
      });
    });
  }
  await withRenders(hanging, async renders => {
    const leaving = new AbortController();
    for await (const event of renders.render(scene, leaving.signal)) {
      if (event.type === 'rendering') leaving.abort(new Error('gone'));
      if (event.type === 'failed') assert.is(String(event.error), 'Error: gone');
    }
    assert.is(await cancelled.promise, 'Error: gone');
  });
});

test.run();
