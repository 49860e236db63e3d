import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { draw, withRenderer } from '../support/studio.ts';

const output = { width: 96, height: 96 };
const chair = (more: object = {}): SceneInput => ({ model: 'chair.glb', output, ...more });

test('a scene that is built already is drawn as if it were new, and one that differs is not taken for it', () =>
  withRenderer(async renderer => {
    const bytes = async (scene: SceneInput) => {
      const [frame] = await draw(renderer, scene);
      return { picture: Buffer.from(frame?.bytes ?? []), wasNew: 'load' in (frame?.timings ?? {}) };
    };
    const scenes = {
      turned: chair({ camera: { orbit: [200, 30] } }),
      darker: chair({ exposure: 0.4 }),
      draft: chair({ output: { ...output, sampling: 'draft' } }),
      larger: chair({ output: { width: 200, height: 150 } }),
    };
    for (const [name, scene] of Object.entries(scenes)) {
      await bytes({ nodes: [{ geometry: { type: 'box' } }], output });
      const fresh = await bytes(scene);
      await bytes({ nodes: [{ geometry: { type: 'box' } }], output });
      await bytes(chair());
      const again = await bytes(scene);
      assert.equal([name, fresh.wasNew, again.wasNew], [name, true, false]);
      assert.ok(again.picture.equals(fresh.picture), `${name} looks the same`);
    }
    const others = [chair({ background: '#808080' }), chair({ environment: 'sunset' }), chair({ ground: 'none' })];
    for (const other of others) assert.ok((await bytes(other)).wasNew, JSON.stringify(other));
  }));

test('a scene of which a picture failed is disposed of', () =>
  withRenderer(async renderer => {
    const bad = chair({ views: { good: { orbit: [0, 0] }, bad: { position: [0, 0, 90], target: [0, 0, 99] } } });
    await draw(renderer, bad).then(
      () => assert.unreachable('nothing is in view "bad"'),
      () => {},
    );
    const [frame] = await draw(renderer, chair());
    assert.ok('load' in (frame?.timings ?? {}));
  }));

test.run();
