import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { draw, withRenderer } from '../support/studio.ts';

const output = { width: 96, height: 96, format: 'png' } as const;

/** Scenes that use most of what a browser keeps from one picture to the next: leaves that are cut out, glass, a lamp, nothing but a box. */
const scenes: [name: string, scene: SceneInput][] = [
  ['a plant', { model: 'plant.glb', output }],
  ['a bottle', { model: 'bottle.glb', output }],
  [
    'a box in a lamp’s light',
    {
      nodes: [
        { geometry: { type: 'box' } },
        { light: { type: 'spot', intensity: 60, castShadow: true }, position: [2, 3, 2] },
      ],
      ground: { shadow: 'cast' },
      output,
    },
  ],
  ['a plant at best', { model: 'plant.glb', output: { ...output, sampling: 'best' } }],
];

async function drawnIn(order: readonly SceneInput[]): Promise<Map<SceneInput, Uint8Array>> {
  return withRenderer(async renderer => {
    const drawn = new Map<SceneInput, Uint8Array>();
    for (const scene of order) {
      const [frame] = await draw(renderer, scene);
      drawn.set(scene, frame?.bytes ?? new Uint8Array());
    }
    return drawn;
  });
}

test('a picture is the same whatever a browser drew before it', async () => {
  const all = scenes.map(([, scene]) => scene);
  const [forwards, backwards] = [await drawnIn(all), await drawnIn(all.toReversed())];
  for (const [name, scene] of scenes)
    assert.ok(Buffer.from(forwards.get(scene) ?? []).equals(backwards.get(scene) ?? new Uint8Array()), name);
});

test.run();
