import * as assert from 'uvu/assert';
import type { SceneInput } from '../../scenes/scene.ts';
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
  const places = ['0 0 0', '1 0 0', '1 1 0', '0 1 0', '0 1 -1', '1 1 -1'];
  const obj = (corner: (at: number) => string) =>
    [
      'vn 0 0 0',
      ...places.map(place => `v ${place}`),
      ...[
        [1, 2, 3, 4],
        [4, 3, 6, 5],
      ].map(face => `f ${face.map(corner).join(' ')}`),
    ].join('\n');
  const ply = (normal: string) =>
    `ply
format ascii 1.0
element vertex 6
${['x', 'y', 'z', ...(normal === '' ? [] : ['nx', 'ny', 'nz'])].map(name => `property float ${name}\n`).join('')}element face 2
property list uchar int vertex_indices
end_header
${places.map(place => `${place} ${normal}\n`).join('')}4 0 1 2 3
4 3 2 5 4
`;
  const view = { camera: { orbit: [20, 40] } } satisfies SceneInput;
  const pairs: [name: string, without: string, zero: string][] = [
    ['a.obj', obj(String), obj(at => `${at}//1`)],
    ['a.ply', ply(''), ply('0 0 0')],
  ];
  for (const [name, without, zero] of pairs) {
    const [picture, same] = [
      await drawFiles(renderer, { [name]: without }, view),
      await drawFiles(renderer, { [name]: zero }, view),
    ];
    assert.is(Buffer.compare(picture.data, same.data), 0, name);
  }
});

test.run();
