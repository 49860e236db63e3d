import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { type Call, jobOf, withPage } from '../support/page.ts';

const script = new URL('../support/stages/page.js', import.meta.url);
const shot = { view: 'main', width: 48, height: 36, sampling: 'standard' };
/** They use most of what a stage keeps: a preset's light, a contact shadow, occlusion, lights of the pool, images. */
const scenes: Record<string, SceneInput> = {
  mug: { model: 'mug.glb', background: 'transparent' },
  box: {
    nodes: [{ geometry: { type: 'box' } }, { light: { type: 'point', intensity: 5 }, position: [1, 1, 1] }],
    ground: { shadow: 'contact' },
    background: 'environment',
  },
};

async function pixels(call: Call, name: string): Promise<Buffer> {
  return Buffer.from((await call('draw', name, shot)) as number[]);
}

test('two stages of a page do not know of each other, and one shows on a canvas what it draws', () =>
  withPage(async ({ call, server }) => {
    const jobs = Object.fromEntries(
      await Promise.all(
        Object.entries(scenes).map(async ([name, scene]) => [name, await jobOf(server, scene)] as const),
      ),
    );
    const alone = new Map<string, Buffer>();
    for (const [name, job] of Object.entries(jobs)) {
      await call('open', `${name} alone`, `a device for ${name}`, false);
      await call('load', `${name} alone`, job);
      alone.set(name, await pixels(call, `${name} alone`));
      await call('dispose', `${name} alone`);
    }
    // on one device, side by side and then in turns
    for (const name of Object.keys(jobs)) await call('open', name, 'shared', name === 'box');
    await Promise.all(Object.entries(jobs).map(([name, job]) => call('load', name, job)));
    const together = await Promise.all(Object.keys(jobs).map(name => pixels(call, name)));
    for (const [at, name] of Object.keys(jobs).entries())
      assert.ok(together[at]?.equals(alone.get(name) ?? Buffer.of()), `${name} beside the other`);
    for (const name of ['mug', 'box', 'mug'])
      assert.ok((await pixels(call, name)).equals(alone.get(name) ?? Buffer.of()), `${name} in its turn`);

    const shown = Buffer.from((await call('show', 'box', shot)) as number[]);
    assert.ok(shown.equals(alone.get('box') ?? Buffer.of()), 'a picture without holes is the same byte for byte');
    await call('load', 'box', jobs['mug']);
    const holed = alone.get('mug') ?? Buffer.of();
    const seen = Buffer.from((await call('show', 'box', shot)) as number[]);
    assert.is(seen.length, holed.length);
    for (let at = 0; at < seen.length; at++) {
      const alpha = holed[at | 3] ?? 0;
      // what is multiplied by alpha, and divided by it again, is as exact as that leaves it
      const tolerance = at % 4 === 3 ? 0 : alpha === 0 ? 255 : 1 + 255 / alpha;
      assert.ok(Math.abs((seen[at] ?? 0) - (holed[at] ?? 0)) <= tolerance, `${at}: ${seen[at]} for ${holed[at]}`);
    }
  }, script));

test('watched work cannot be nested, and says so; an emptied world overrides no material', () =>
  withPage(async ({ call }) => {
    assert.equal(await call('faults'), {
      nested: 'this GPU is watched already: watched work cannot be nested',
      after: 'goes on',
      override: null,
    });
  }, script));

test.run();
