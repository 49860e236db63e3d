import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { comparable, distance, nearestTo } from '../../bench/fidelity/measure.ts';

type Rgba = [number, number, number, number];

/** A picture whose left half has one colour and whose right half another. */
async function halves(left: Rgba, right: Rgba = left, { width = 512, height = 512 } = {}): Promise<Uint8Array> {
  const pixels = Uint8Array.from({ length: width * height * 4 }, (_, at) => {
    const colour = Math.floor(at / 4) % width < width / 2 ? left : right;
    return colour[at % 4] ?? 0;
  });
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
}

const white: Rgba = [255, 255, 255, 255];
const black: Rgba = [0, 0, 0, 255];

async function between(one: Uint8Array, other: Uint8Array): Promise<number> {
  return distance(await comparable(one), await comparable(other));
}

function near(value: number, expected: number, tolerance = 0.01): void {
  assert.ok(Math.abs(value - expected) <= tolerance, `${value} is not ${expected} ± ${tolerance}`);
}

test('a distance is the root mean square over all pixels and channels', async () => {
  near(await between(await halves(white), await halves(white)), 0);
  near(await between(await halves(white), await halves(black)), 255);
  near(await between(await halves([255, 0, 0, 255]), await halves(black)), 255 / Math.sqrt(3));
  near(await between(await halves([110, 120, 130, 255]), await halves([100, 100, 100, 255])), Math.sqrt(1400 / 3));
  // the edge between the halves is softened
  near(await between(await halves(white, black), await halves(white)), 255 / Math.sqrt(2), 1);
});

test('pictures are laid on white, by their alpha', async () => {
  near(await between(await halves([0, 0, 0, 0]), await halves(white)), 0);
  near(await between(await halves([0, 0, 0, 51]), await halves([204, 204, 204, 255])), 0);
});

test('pictures of any size and shape are filled into one square', async () => {
  const wide = await halves(white, black, { width: 1024, height: 256 });
  const small = await halves(white, black, { width: 256, height: 256 });
  assert.is((await comparable(wide)).length, 256 * 256 * 3);
  near(await between(wide, small), 0, 2);
});

test('grey pictures are measured as any other', async () => {
  const grey = await sharp(await halves([90, 90, 90, 255]))
    .toColourspace('b-w')
    .png()
    .toBuffer();
  near(await between(grey, await halves([100, 90, 90, 255])), 10 / Math.sqrt(3));
});

test('of two path tracers the nearer one counts', async () => {
  const traced = new Map([
    ['one', await comparable(await halves(white))],
    ['other', await comparable(await halves([100, 100, 100, 255]))],
  ]);
  const nearest = nearestTo(await comparable(await halves([120, 120, 120, 255])), traced);
  assert.is(nearest.renderer, 'other');
  near(nearest.distance, 20);
});

test.run();
