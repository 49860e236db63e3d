import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
import { model } from '../support/small.ts';
import { draw, withRenderer } from '../support/studio.ts';

type Output = NonNullable<SceneInput['output']>;

const outputs: Output[] = [
  { width: 96, height: 96 },
  { width: 96, height: 96, sampling: 'draft' },
  { width: 160, height: 64 },
  { width: 48, height: 48, sampling: 'best' },
  { width: 96, height: 96, format: 'webp', quality: 100 },
  { width: 96, height: 96 },
];

test('what a browser drew before, at other sizes and samplings, changes nothing', () =>
  withRenderer(async renderer => {
    const pictures: string[] = [];
    for (const output of outputs) {
      const [frame] = await draw(renderer, { ...model('chair.glb'), output });
      pictures.push(Buffer.from(frame?.bytes ?? []).toString('base64'));
    }
    assert.is(pictures.at(-1), pictures[0]);
    assert.is.not(pictures[1], pictures[0]);
  }));

test.run();
