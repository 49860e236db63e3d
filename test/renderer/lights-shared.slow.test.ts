import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { uses } from '../goldens/gltf/uses.ts';
import { draw, withRenderer } from '../support/studio.ts';

/** A box lit by a lamp of each kind; `turn` moves and colours them. */
const lit = (turn: number, casts = false): SceneInput => {
  const position: [number, number, number] = [2 * Math.cos(turn), 2, 2 * Math.sin(turn)];
  return {
    nodes: [
      { geometry: { type: 'box' } },
      { light: { type: 'point', color: '#ff8040', intensity: 20 + turn, castShadow: casts }, position },
      {
        light: { type: 'spot', color: '#40ff80', intensity: 30, angle: 20 + turn, castShadow: false },
        position: [0, 3, turn],
      },
      { light: { type: 'directional', intensity: 0.2 * turn, castShadow: false }, position: [turn, 1, -1] },
    ],
    environment: 'none',
    output: { width: 96, height: 96 },
  };
};

const pictureOf = async (renderer: Parameters<typeof draw>[0], scene: SceneInput): Promise<Buffer> => {
  const [frame] = await draw(renderer, scene);
  return Buffer.from(frame?.bytes ?? []);
};

test('lights of a scene before this one do not shine in it', async () => {
  const [first, second, third] = [lit(1), lit(4), lit(2, true)];
  const alone = await withRenderer(renderer => pictureOf(renderer, second));
  await withRenderer(async renderer => {
    const before = await pictureOf(renderer, first);
    assert.ok((await pictureOf(renderer, second)).equals(alone), 'lit as if nothing had been drawn before');
    await pictureOf(renderer, third);
    assert.ok((await pictureOf(renderer, first)).equals(before), 'lit as before');
    assert.not.ok(before.equals(alone), 'these are lit differently');
  });
});

for (const sampling of ['standard', 'best'] as const)
  test(`nor where an environment shades it too, at ${sampling}: its shade is drawn without any lamp, right before`, async () => {
    const output = { width: 96, height: 96, sampling };
    const picture = async (renderer: Parameters<typeof draw>[0], use: string) =>
      pictureOf(renderer, { ...(await uses[use]?.()), output });
    const alone = await withRenderer(renderer => picture(renderer, 'camera-without-perspective'));
    await withRenderer(async renderer => {
      await picture(renderer, 'nodes-changed');
      assert.ok(
        (await picture(renderer, 'camera-without-perspective')).equals(alone),
        'as if nothing had been drawn before',
      );
    });
  });

test.run();
