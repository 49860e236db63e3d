import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openEncoder } from '../../renderer/encode/encoders.ts';
import { type OutputFormat, outputFormatNames, outputFormats } from '../../scenes/output-formats.ts';
import { rgba8 } from '../support/layout.ts';

const picture = { layout: rgba8(2, 1), bytes: Uint8Array.of(255, 0, 0, 255, 0, 0, 255, 0) };
const open = (format: OutputFormat) => openEncoder({ format, quality: 90, background: undefined });
const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it should have failed',
    (error: Error) => error.message,
  );

for (const format of outputFormatNames)
  test(`${format}: one picture, with alpha where its row says so`, async () => {
    const encoder = open(format);
    await encoder.add(picture);
    const { width, height, hasAlpha } = await sharp(await encoder.end()).metadata();
    assert.equal([width, height, hasAlpha], [2, 1, outputFormats[format].alpha]);
  });

test('a still takes one picture, no more and no fewer', async () => {
  const encoder = open('png');
  assert.is(await messageOf(encoder.end()), 'PNG was given no picture');
  await encoder.add(picture);
  assert.is(await messageOf(encoder.add(picture)), 'PNG holds one picture');
});

test('pixels that a format cannot hold are refused', async () => {
  const layout = { ...rgba8(1, 1), type: 'float32', colorSpace: 'linear' } as const;
  const refused = await messageOf(open('webp').add({ layout, bytes: new Uint8Array(16) }));
  assert.is(refused, 'WebP takes no float32 pixels of the colour space linear');
});

test.run();
