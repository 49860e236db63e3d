import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Frame } from '../../renderer/frame.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';
import type { Renderer } from '../../renderer/renderer.ts';
import { type Moment, picturesOf } from '../../scenes/pictures.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { assetsOf, draw, sceneFrom, withRenderer } from '../support/studio.ts';

const output = { width: 96, height: 72, format: 'png' } as const;
const fixed = { position: [0.4, 0.4, 0.6], target: [0.1, 0.2, 0] } as const;

async function at(renderer: Renderer, input: SceneInput, moments: readonly Moment[]): Promise<Frame[]> {
  const scene = { ...sceneFrom(input), moments };
  const frames = framesOf(renderer.render({ scene, assets: await assetsOf(scene) }, new AbortController().signal));
  return Array.fromAsync(frames);
}

const flag = (time: number, more: object = {}): SceneInput => ({
  model: { src: 'flag.glb', animation: { time } },
  camera: { position: [...fixed.position], target: [...fixed.target] },
  output,
  ...more,
});

/** A lid that is opened beside a lamp and many boxes, far from the origin, on a ground that shows cast shadows. */
const crowd = (time: number): SceneInput => ({
  nodes: [
    {
      model: {
        src: 'box.glb',
        animation: { clip: 'open', time },
        nodes: {},
      },
      position: [5000, 0, 0],
    },
    { light: { type: 'spot', intensity: 40, castShadow: true }, position: [5001, 3, 2] },
    { light: { type: 'point', intensity: 4 }, position: [4999, 2, 1] },
    ...Array.from({ length: 70 }, (_, index) => ({
      geometry: { type: 'box' as const, size: [0.05, 0.05, 0.05] as [number, number, number] },
      position: [5000.4 + (index % 10) / 12, 0, Math.floor(index / 10) / 12] as [number, number, number],
    })),
  ],
  ground: { shadow: 'cast' },
  camera: { position: [5001, 1, 2], target: [5000.2, 0.2, 0] },
  output,
});

test('a scene at a moment is what it is when that moment alone is asked for, whichever came before', () =>
  withRenderer(async renderer => {
    const times = [0, 1.2, 0.4];
    for (const [name, scene] of Object.entries({ flag, crowd })) {
      const alone: Buffer[] = [];
      for (const time of times) {
        await draw(renderer, { nodes: [{ geometry: { type: 'box' } }], output });
        alone.push(Buffer.from((await draw(renderer, scene(time)))[0]?.bytes ?? []));
      }
      await draw(renderer, { nodes: [{ geometry: { type: 'box' } }], output });
      // back and forth
      const order = [0, 1, 2, 1, 0];
      const frames = await at(
        renderer,
        scene(0.7),
        order.map(index => ({ seconds: times[index] ?? 0 })),
      );
      assert.is(frames.length, order.length);
      for (const [place, index] of order.entries())
        assert.ok(
          alone[index]?.equals(frames[place]?.bytes ?? Buffer.of()),
          `${name} at ${times[index]} s, the ${place}th`,
        );
      assert.not.ok(alone[0]?.equals(alone[1] ?? Buffer.of()), `${name} moves`);
      const loads = frames.filter(({ timings }) => 'load' in timings);
      assert.is(loads.length, 1, `${name} is loaded once`);
    }
  }));

test('a camera that frames a scene frames it as at its first moment', () =>
  withRenderer(async renderer => {
    const framed = flag(0, { camera: { orbit: [30, 15] } });
    const [still] = await draw(renderer, framed);
    const [first, second] = await at(renderer, framed, [{ seconds: 0 }, { clip: 'wave', seconds: 0.9 }]);
    const [, again] = await at(renderer, framed, [{ seconds: 0 }, { clip: 0, seconds: 0.9 }]);
    assert.ok(Buffer.from(first?.bytes ?? []).equals(still?.bytes ?? Buffer.of()));
    assert.ok(Buffer.from(second?.bytes ?? []).equals(again?.bytes ?? Buffer.of()), 'a clip is known by its place too');
    assert.not.ok(Buffer.from(second?.bytes ?? []).equals(still?.bytes ?? Buffer.of()));
  }));

test('a scene’s moments are told apart by the names of their frames', () => {
  const scene = { ...sceneFrom(flag(0)), moments: [{ seconds: 0 }, { seconds: 1 }] };
  const named = picturesOf(scene, []).map(({ moment, prints: [print] }) => [moment?.seconds, print?.name]);
  assert.equal(named, [
    [0, 'main-0001'],
    [1, 'main-0002'],
  ]);
  assert.is(picturesOf(sceneFrom(flag(0)), [])[0]?.prints[0]?.name, 'main');
});

test.run();
