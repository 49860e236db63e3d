import { test } from 'uvu';
import * as assert from 'uvu/assert';
import sharp from 'sharp';
import { draw, withRenderer } from '../support/studio.ts';
import { wall } from '../support/wall.ts';

/** A board of small squares, in which every level of a texture looks different from the next. */
async function board(side: number): Promise<string> {
  const data = Buffer.alloc(side * side * 3);
  for (let y = 0, at = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let channel = 0; channel < 3; channel++, at++)
        data[at] = ((x >> (2 + channel)) ^ (y >> (2 + channel))) & 1 ? 235 : 20;
  const png = await sharp(data, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
}

async function pixelsOf(bytes: Uint8Array, side: number): Promise<Buffer> {
  return sharp(bytes).removeAlpha().resize(side, side, { kernel: 'nearest' }).raw().toBuffer();
}

test('textures are as sharp as the picture can show them, in a picture that is larger than the one before it too', () =>
  withRenderer(async renderer => {
    const differing = { 512: 0, 128: 0 };
    // the larger needs levels that were left out before
    for (const height of [128, 512] as const) {
      const [frame] = await draw(renderer, wall(await board(512), height));
      const pixels = await pixelsOf(frame?.bytes ?? new Uint8Array(), height);
      const expected = await sharp(Buffer.from((await board(512)).split(',')[1] ?? '', 'base64'))
        .resize(height, height, { kernel: 'nearest' })
        .raw()
        .toBuffer();
      const off = pixels.reduce((sum, value, at) => sum + (Math.abs(value - (expected[at] ?? 0)) > 40 ? 1 : 0), 0);
      differing[height] = off / pixels.length;
    }
    // one texel, one pixel: nothing is blurred
    assert.ok(differing[512] < 0.01 && differing[128] < 0.01, JSON.stringify(differing));
  }));

test('a texture that is repeated is as fine as each of its copies', () =>
  withRenderer(async renderer => {
    const contrast = async (times: number) => {
      const [frame] = await draw(renderer, wall(await board(64), 256, times));
      const pixels = await pixelsOf(frame?.bytes ?? new Uint8Array(), 256);
      // the blue squares are the largest, sixteen texels wide
      const blues = [...pixels].filter((_, at) => at % 3 === 2);
      return Math.max(...blues) - Math.min(...blues);
    };
    assert.ok((await contrast(2)) > 180, 'two pixels a texel');
    assert.ok((await contrast(4)) > 180, 'one pixel a texel');
  }));

test.run();
