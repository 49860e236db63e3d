import * as assert from 'uvu/assert';
import { drawnTests } from '../support/drawn-tests.ts';
import { coverOf, drawFiles, unlike } from '../support/files.ts';
import { bareCases } from '../support/handmade/bare.ts';
import { objCases } from '../support/handmade/obj.ts';
import { scansCases } from '../support/handmade/scans.ts';
import { vrmlCases } from '../support/handmade/vrml.ts';

const test = drawnTests();

test('what people write by hand and old programs write is drawn as they mean it', async renderer => {
  const wrong: string[] = [];
  for (const { what, files, seen, cover: [least, most] = [0, 1] } of [
    ...objCases,
    ...scansCases,
    ...vrmlCases,
    ...bareCases,
  ]) {
    const pixels = await drawFiles(renderer, files);
    const covered = coverOf(pixels);
    wrong.push(...unlike(pixels, seen).map(why => `${what}: ${why}`));
    if (covered < least || covered > most) wrong.push(`${what}: ${(covered * 100).toFixed(1)} % is covered`);
  }
  assert.equal(wrong, []);
});

test('normals without a direction are made, as where there are none', async renderer => {
  const places = 'v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0';
  const faces = (corner: (at: number) => string) => `${places}\nf ${[1, 2, 3, 4].map(corner).join(' ')}`;
  const without = await drawFiles(renderer, { 'a.obj': faces(String) });
  const zero = await drawFiles(renderer, { 'b.obj': `vn 0 0 0\n${faces(at => `${at}//1`)}` });
  assert.equal(Buffer.compare(zero.data, without.data), 0);
});

test.run();
