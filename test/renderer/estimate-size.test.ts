import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { estimateSizeOf } from '../../renderer/stage/occlusion/estimate-size.ts';

const sizes = [
  [1, 1],
  [1, 16384],
  [160, 160],
  [512, 512],
  [1023, 7],
  [2048, 2048],
  [4096, 4096],
  [8192, 2048],
] as const;

test('shade is estimated for a picture of the same shape, no larger than the picture, and of so many pixels at most', () => {
  for (const [width, height] of sizes) {
    const [wide, high] = estimateSizeOf(width, height);
    assert.ok(wide >= 1 && wide <= width && high >= 1 && high <= height, `${wide} × ${high} of ${width} × ${height}`);
    // what is buffered of a pixel has to fit into what WebGPU binds at a time
    assert.ok(wide * high * 16 <= 128 * 2 ** 20 && wide * high < 1_010_000, `${wide} × ${high}`);
    assert.ok(Math.abs(wide / width - high / height) <= Math.max(1 / width, 1 / height), `${wide} × ${high}`);
  }
  assert.equal(estimateSizeOf(160, 160), [160, 160]);
  assert.equal(estimateSizeOf(512, 512), [205, 205]);
});

test.run();
