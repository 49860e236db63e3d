import { test } from 'uvu';
import * as assert from 'uvu/assert';
import sharp from 'sharp';
import { sizeOf } from '../../renderer/stage/images/head.ts';

const [width, height] = [300, 70];
const blank = () => sharp({ create: { width, height, channels: 3, background: '#336699' } });

function sizeIn(bytes: Uint8Array): ReturnType<typeof sizeOf> {
  return sizeOf(new Uint8Array(bytes).buffer);
}

/** A JPEG with bytes put in after its first two. */
function padded(jpeg: Buffer, padding: number[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from(padding), jpeg.subarray(2)]);
}

test('JPEGs and PNGs say how large they are', async () => {
  const files = {
    JPEG: await blank().jpeg().toBuffer(),
    'JPEG, progressive': await blank().jpeg({ progressive: true }).toBuffer(),
    'JPEG, grey': await blank().greyscale().jpeg().toBuffer(),
    'JPEG, padded': padded(await blank().jpeg().toBuffer(), [0xff, 0xff]),
    PNG: await blank().png().toBuffer(),
    'PNG, a palette': await blank().png({ palette: true }).toBuffer(),
  };
  for (const [name, bytes] of Object.entries(files)) assert.equal(sizeIn(bytes), { width, height }, name);
});

test('what may be turned, does not say, or is something else is decoded to know', async () => {
  const jpeg = await blank().jpeg().toBuffer();
  const turned = () => blank().withMetadata({ orientation: 6 });
  const files = {
    'JPEG with EXIF': await turned().jpeg().toBuffer(),
    'PNG with EXIF': await turned().png().toBuffer(),
    WebP: await blank().webp().toBuffer(),
    AVIF: await blank().avif().toBuffer(),
    'JPEG, cut short': jpeg.subarray(0, 100),
    'PNG, cut short': (await blank().png().toBuffer()).subarray(0, 18),
    'a JPEG of another coding': padded(
      jpeg,
      [0xff, 0xc3, 0x00, 0x0b, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xff, 0xda],
    ).subarray(0, 17),
    nothing: Buffer.alloc(0),
    'a text': Buffer.from('this is no image'),
  };
  for (const [name, bytes] of Object.entries(files)) assert.is(sizeIn(bytes), undefined, name);
});

test.run();
