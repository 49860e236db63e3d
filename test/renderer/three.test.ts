import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, decode } from '../support/pixels.ts';
import { differences } from '../goldens/differences.ts';
import { threeGoldens } from '../goldens/tables.ts';
import { withRenderer } from '../support/studio.ts';
import { bodies } from '../support/three/bodies.ts';
import { drawBody } from '../support/three/draw.ts';

test('every kind of thing in three.js JSON looks like its golden', () =>
  withRenderer(async renderer => assert.equal(await differences(renderer, threeGoldens), [])));

/** Colours that follow from three.js' own arithmetic, as [x, y, r, g, b]. */
const known: [body: string, x: number, y: number, color: [number, number, number]][] = [
  // a colour that nothing lights is the one that was written
  ['unlit-materials', 0.214, 0.214, [0xcc, 0x33, 0x22]],
  ['unlit-materials', 0.02, 0.02, [0x20, 0x24, 0x28]],
  // a normal that looks at the camera: (0, 0, 1) / 2 + 1 / 2
  ['unlit-materials', 0.188, 0.5, [128, 128, 255]],
  // two fifths of white over the background, as displayed
  ['unlit-materials', 0.5, 0.79, [121, 124, 126]],
  // the instance in the corner of the first row, (0, 0, 0.5), is linear
  ['instanced', 0.217, 0.783, [0, 0, 188]],
  ['lod', 0.2, 0.5, [0xcc, 0x33, 0x22]],
  ['lod', 0.72, 0.5, [0x33, 0xcc, 0x22]],
];

test('colours are those of three.js’ arithmetic', () =>
  withRenderer(async renderer => {
    for (const [body, x, y, color] of known) {
      const row = bodies[body];
      if (!row) throw new Error(`there is no body ${body}`);
      const picture = await decode((await drawBody(renderer, row.body(), row.query)).bytes);
      const found = at(picture, x, y).slice(0, 3);
      const apart = Math.max(...found.map((part, index) => Math.abs(part - (color[index] ?? 0))));
      assert.ok(apart <= 3, `${body} at ${x}, ${y}: ${found.join(' ')}, not ${color.join(' ')}`);
    }
  }));

test.run();
