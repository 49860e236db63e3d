import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bestReport } from '../../bench/engines/best.ts';
import { spread } from '../../bench/engines/models.ts';
import { picturesReport } from '../../bench/engines/pictures.ts';
import { rmse } from '../../bench/engines/rmse.ts';
import { upstream } from '../../bench/support/debian.ts';
import { versionsIn } from '../../bench/support/driver.ts';
import { withoutShaders } from '../../bench/support/shaders.ts';

/** Two pixels side by side. */
async function picture(...pixels: number[][]): Promise<Uint8Array> {
  const raw = { width: pixels.length, height: 1, channels: 4 } as const;
  return sharp(Uint8Array.from(pixels.flat()), { raw }).png().toBuffer();
}

test('pictures are apart by the root mean square over all pixels and channels, alpha among them', async () => {
  const black = await picture([0, 0, 0, 255], [0, 0, 0, 255]);
  assert.is(await rmse(black, black), 0);
  assert.is(await rmse(black, await picture([0, 0, 0, 255], [8, 0, 0, 255])), Math.sqrt(64 / 8));
  assert.is(await rmse(black, await picture([0, 0, 0, 255], [0, 0, 0, 247])), Math.sqrt(64 / 8));
  assert.is(await rmse(await picture([255, 255, 255, 255]), await picture([0, 0, 0, 0])), 255);
});

test('pictures of different sizes are not compared', async () => {
  const [one, two] = [await picture([0, 0, 0, 255]), await picture([0, 0, 0, 255], [0, 0, 0, 255])];
  try {
    await rmse(one, two);
    assert.unreachable();
  } catch (error) {
    assert.match(String(error), '1 × 1, the other 2 × 1');
  }
});

test('the mean of the models’ ratios counts, each of medians', () => {
  const sides = (lavapipe: number[], swiftShader: number[]) => ({ lavapipe, swiftShader });
  const taken = new Map([
    ['chair', sides([100, 300, 200], [1000, 1000, 9000])],
    ['mug', sides([400], [1000])],
  ]);
  const [row] = bestReport(taken).rows;
  assert.is(row?.measured, '0.30 × (chair 0.20, mug 0.40)');
  assert.is(row?.holds, true);
});

test('of pictures that are apart, the worst counts, and five are listed', () => {
  const all = [0.1, 3, 0.2, 0.3, 0.4, 0.5].map((value, at) => ({ model: `model ${at}`, rmse: value }));
  const { rows, details } = picturesReport(all);
  assert.is(rows[0]?.holds, false);
  assert.match(rows[0]?.measured ?? '', /^3\.00 \(model 1\)/);
  assert.equal(
    details[0]?.lines.map(([model]) => model),
    ['model 1', 'model 5', 'model 4', 'model 3', 'model 2'],
  );
});

test('a few of many are taken from all over', () => {
  assert.equal(spread([1, 2, 3], 5), [1, 2, 3]);
  assert.equal(spread([0, 1, 2, 3, 4, 5, 6, 7], 4), [0, 2, 4, 6]);
});

test("a driver's versions are found among its strings", () => {
  assert.equal(versionsIn('\0Mesa 25.0.7-2~bpo12+1 (LLVM 15.0\0llvmpipe (LLVM 15.0.6, %u bits)\0'), [
    'Mesa 25.0.7',
    'LLVM 15.0.6',
  ]);
  assert.equal(versionsIn('nothing of this kind'), []);
  assert.is(upstream('2:25.0.7-2+deb13u1'), '25.0.7');
  assert.is(upstream('3.5.0+dfsg-3+b1'), '3.5.0');
});

test('compiled shaders are away while work is done without them, and come back, also where it fails', async () => {
  const root = await mkdtemp(join(tmpdir(), 'shaders-'));
  const folder = join(root, 'shaders');
  try {
    await mkdir(folder);
    await writeFile(join(folder, 'kept'), '');
    const failing = withoutShaders(async () => {
      assert.equal(await readdir(root), ['shaders.aside']);
      await mkdir(folder);
      await writeFile(join(folder, 'new'), '');
      throw new Error('it fails');
    }, folder);
    await failing.then(assert.unreachable, (error: Error) => assert.is(error.message, 'it fails'));
    assert.equal(await readdir(root), ['shaders']);
    assert.equal(await readdir(folder), ['kept']);
  } finally {
    await rm(root, { recursive: true });
  }
});

test.run();
