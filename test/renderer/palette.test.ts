import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { Sampling } from '../../scenes/output.ts';
import { drawnTests } from '../support/drawn-tests.ts';
import type { Pixels } from '../support/pixels.ts';
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

/** Pixels that are covered and not red: what is no number is black. */
function darkIn({ data }: Pixels): number {
  let dark = 0;
  for (let pixel = 0; pixel < data.length; pixel += 4)
    if ((data[pixel + 3] ?? 0) > 250 && (data[pixel] ?? 0) < 60) dark++;
  return dark;
}

for (const [how, corners] of Object.entries(lies))
  test(`a surface that lies on a texture ${how} has its colour`, async renderer => {
    const red = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer();
    const files = { 'a.obj': square(corners), 'm.mtl': 'newmtl m\nKd 1 1 1\nmap_Kd c.png\n', 'c.png': red };
    for (const sampling of samplings) {
      const picture = await drawSent(renderer, files, { output: { width: 64, height: 64, sampling } });
      assert.is(darkIn(picture), 0, sampling);
      assert.is(hueAt(picture, 0.5, 0.5), 'r', sampling);
    }
  });

/** Corners of a square that is bent, whose coordinates are as far apart as a spread. */
function bent(base: number, spread: number): string {
  const at = (u: number, v: number) => `vt ${(base + u * spread).toFixed(12)} ${(base + v * spread).toFixed(12)}`;
  const places = [at(0, 0), at(1, 0.3), at(1.2, 1), at(0, 1)];
  return square(places.join('\n')).replace('v 0 1 0', 'v 0 1 0.3');
}

test('coordinates that move by their last bits, as perspective has them, leave no specks', async renderer => {
  const red = await sharp({ create: { width: 2, height: 1, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const specks: string[] = [];
  for (const base of [0, 0.3, 0.5, 7.3, 900.3])
    for (const spread of [0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3]) {
      const files = { 'a.obj': bent(base, spread), 'm.mtl': 'newmtl m\nKd 1 1 1\nmap_Kd c.png\n', 'c.png': red };
      const dark = darkIn(await drawSent(renderer, files, { camera: { orbit: [20, 10] } }));
      if (dark > 0) specks.push(`${base} ± ${spread}: ${dark}`);
    }
  assert.equal(specks, []);
});

test.run();
