import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { Sampling } from '../../scenes/output.ts';
import { drawnTests } from '../support/drawn-tests.ts';
import { drawSent, hueAt } from '../support/sent.ts';

const test = drawnTests();

/** A square whose corners have these coordinates of a texture. */
const square = (corners: string) => `mtllib m.mtl
v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n${corners}
usemtl m\nf 1/1 2/2 3/3\nf 1/1 3/3 4/4\n`;

/** How the places of a surface lie on a texture. */
const lies: Readonly<Record<string, string>> = {
  'at one place, as of a palette': 'vt .3 .3\nvt .3 .3\nvt .3 .3\nvt .3 .3',
  'at its origin': 'vt 0 0\nvt 0 0\nvt 0 0\nvt 0 0',
  'at one place far outside': 'vt 900.3 -900.3\nvt 900.3 -900.3\nvt 900.3 -900.3\nvt 900.3 -900.3',
  'along a line': 'vt 0 .3\nvt 1 .3\nvt 1 .3\nvt 0 .3',
  'closer together than a coordinate can tell': 'vt .3 .3\nvt .3000001 .3\nvt .3000001 .3000001\nvt .3 .3000001',
};
const samplings: readonly Sampling[] = ['draft', 'standard', 'best'];

for (const [how, corners] of Object.entries(lies))
  test(`a surface that lies on a texture ${how} has its colour`, async renderer => {
    const red = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer();
    const files = { 'a.obj': square(corners), 'm.mtl': 'newmtl m\nKd 1 1 1\nmap_Kd c.png\n', 'c.png': red };
    for (const sampling of samplings) {
      const picture = await drawSent(renderer, files, { output: { width: 64, height: 64, sampling } });
      for (const [x, y] of [
        [0.5, 0.5],
        [0.3, 0.6],
      ] as const)
        assert.is(hueAt(picture, x, y), 'r', `${sampling} at ${x}`);
    }
  });

test.run();
