import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Renderer } from '../../renderer/renderer.ts';
import type { SceneInput } from '../../scenes/scene.ts';
import { cube } from '../support/small.ts';
import { assetsOf, draw, sceneFrom, withRenderer } from '../support/studio.ts';
import { framesOf } from '../../renderer/pipeline/events.ts';

const never = new AbortController().signal;

/** Views of a thing that together take a CPU longer than it may keep a browser from others. */
function many(count: number): SceneInput {
  const views = Array.from({ length: count }, (_, at): [string, { orbit: [number, number] }] => [
    `v${at}`,
    { orbit: [at * 7, 10] },
  ]);
  const nodes = [{ geometry: { type: 'torusKnot' as const }, material: { color: '#cc3322' } }];
  return { nodes, views: Object.fromEntries(views), output: { width: 720, height: 720 } };
}

async function drawFor(renderer: Renderer, client: string, input: SceneInput): Promise<string[]> {
  const scene = sceneFrom(input);
  const frames = framesOf(renderer.render({ scene, assets: await assetsOf(scene), client }, never));
  return (await Array.fromAsync(frames)).map(({ name }) => name);
}

test('with one browser, a small job passes a long one, which goes on where it was, and draws the same', () =>
  withRenderer(async renderer => {
    const scene = many(8);
    const alone = await draw(renderer, scene);
    const ended: string[] = [];
    const long = draw(renderer, scene).then(frames => {
      ended.push('long');
      return frames;
    });
    while (renderer.state().busy === 0) await new Promise(resolve => setTimeout(resolve, 5));
    const small = drawFor(renderer, 'other', cube()).then(() => ended.push('small'));
    const frames = await long;
    await small;
    assert.equal(ended, ['small', 'long']);
    assert.equal(
      frames.map(({ name }) => name),
      Object.keys(scene.views ?? {}).map(view => `${view}.png`),
    );
    for (const [at, { name, bytes }] of frames.entries())
      assert.ok(Buffer.from(bytes).equals(alone[at]?.bytes ?? new Uint8Array()), name);
    // at first its set stood there still
    assert.ok(
      frames.some(({ timings }) => 'load' in timings),
      'it was loaded again',
    );
    assert.is(renderer.state().replaced, 0);
  }));

test('who takes no more frames leaves a browser that can be used', () =>
  withRenderer(async renderer => {
    const scene = sceneFrom(many(4));
    for await (const { name } of framesOf(renderer.render({ scene, assets: await assetsOf(scene) }, never))) {
      assert.is(name, 'v0.png');
      break;
    }
    assert.equal(await drawFor(renderer, '', cube()), ['main.png']);
    assert.equal([renderer.state().replaced, renderer.state().busy], [0, 0]);
  }));

test.run();
