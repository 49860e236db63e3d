import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { wrongCorner } from '../../../../../server/assets/checks/models/obj-corners.ts';

/** Places, coordinates and normals that there are. */
const counts = [9, 4, 2];

const good = [
  'f 1 2 3',
  'f 1/1 2/2 9/4',
  'f 1//1 2//2 3//1',
  'f 1/1/1 2/2/2 3/3/1',
  'f  -1/-1/-1\t-9/-4/-2   1',
  'f 1/ 2/1/ 3//',
  'f 1 2 3\r',
  'l +1 2',
  'p 9',
  'f',
];

const bad: [line: string, corner: string][] = [
  ['f 1 2 10', '10'],
  ['f 1 2 -10', '-10'],
  ['f 0 1 2', '0'],
  ['f 1/5 2/1 3/1', '1/5'],
  ['f 1/1/3 2/1 3/1', '1/1/3'],
  ['f 1//0 2 3', '1//0'],
  ['f 1 /1 3', '/1'],
  ['f 1 - 3', '-'],
  ['f 1/- 2 3', '1/-'],
  ['f 1 2.5 3', '2.5'],
  ['f 1 2 3x', '3x'],
  ['f 1/1/1/1 2 3', '1/1/1/1'],
  ['f 1 2 99999999999999999999', '99999999999999999999'],
];

test('corners name what is there, in all ways in which they are written', () => {
  for (const line of good) assert.is(wrongCorner(line, counts), undefined, line);
});

test('a corner that names what is not there, or is none, is told as it is written', () => {
  for (const [line, corner] of bad) assert.is(wrongCorner(line, counts), corner, line);
});

test.run();
