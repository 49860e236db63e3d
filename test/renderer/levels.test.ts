import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { levelsOf, type Raster } from '../../renderer/stage/images/levels.ts';

/** A picture of greys, by rows. */
function greys(rows: number[][], alpha = 255): Raster {
  const data = Uint8Array.from(rows.flat().flatMap(value => [value, value, value, alpha]));
  return { data, width: rows[0]?.length ?? 0, height: rows.length };
}
const reds = ({ data }: Raster) => [...data].filter((_, at) => at % 4 === 0);
const sizes = (levels: Raster[]) => levels.map(({ width, height }) => [width, height]);

test('levels go down to one texel, each half as large, as a GPU has them', () => {
  const image = greys(Array.from({ length: 5 }, () => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  assert.equal(sizes(levelsOf(image, 0, true)), [
    [13, 5],
    [6, 2],
    [3, 1],
    [1, 1],
  ]);
  assert.equal(sizes(levelsOf(image, 2, true)), [
    [3, 1],
    [1, 1],
  ]);
  assert.equal(sizes(levelsOf(image, 9, true)), [[1, 1]]);
});

test('colours are averaged as light, data as numbers', () => {
  const board = greys([
    [0, 255],
    [255, 0],
  ]);
  assert.equal(reds(levelsOf(board, 1, true)[0] ?? board), [188]);
  assert.equal(reds(levelsOf(board, 1, false)[0] ?? board), [128]);
});

test('alpha is a number in any case, and colours are not multiplied by it', () => {
  const [, half] = levelsOf({ data: Uint8Array.of(200, 0, 0, 0, 200, 0, 0, 255), width: 2, height: 1 }, 0, true);
  assert.equal([...(half?.data ?? [])], [200, 0, 0, 128]);
});

test('one colour stays what it is, on odd sides too', () => {
  for (const value of [0, 1, 7, 100, 200, 254, 255])
    for (const level of levelsOf(greys(Array.from({ length: 7 }, () => Array(11).fill(value) as number[])), 0, true))
      assert.ok(
        reds(level).every(red => red === value),
        `${value}`,
      );
});

test('on odd sides a texel lies between those that it covers', () => {
  const [, level] = levelsOf(greys([[0, 100, 200]]), 0, false);
  assert.equal(reds(level ?? greys([[0]])), [100]);
});

test.run();
