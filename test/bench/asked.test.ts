import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { besideF3dOf, besideSlowerEngine, meanBesideF3d } from '../../bench/thumbnails/asked.ts';

const own = { waits: [100, 300], cpu: [400, 500], peak: 700 * 2 ** 20 };
const theirs = { waits: [500, 500], cpu: [1000, 1000], peak: 500 * 2 ** 20 };

test('ours beside F3D’s is the mean of the models’ ratios, and asked for where lavapipe draws', () => {
  const row = meanBesideF3d('lavapipe', own, theirs);
  assert.is(row.measured, '0.40 × (0.20, 0.60)');
  assert.is(row.asked, '≤ 0.25 ×');
  assert.is(row.holds, false);
  assert.is(meanBesideF3d('swiftshader', own, theirs).holds, undefined);
});

test('beside SwiftShader time, CPU and memory are asked for', () => {
  const rows = besideSlowerEngine(own, theirs);
  assert.equal(
    rows.map(({ measured }) => measured),
    ['0.40 × (0.20, 0.60)', '0.45 × (0.40, 0.50), 0.45 s ÷ 1.00 s', '1.40 × (700 ÷ 500 MiB)'],
  );
  assert.equal(
    rows.map(({ holds }) => holds),
    [true, true, true],
  );
});

test('a model’s own row is of medians, and asks for nothing where F3D is not there', () => {
  const row = besideF3dOf('fox', [100, 300, 200], [240, 250, 260]);
  assert.is(row.measured, '200 ms, 0.80 × (250 ms)');
  assert.is(row.holds, true);
  assert.equal(besideF3dOf('fox', [100], undefined), {
    what: 'thumbnails: new fox, 512²: p50',
    measured: '100 ms',
  });
});

test.run();
