import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkImage, imageUses } from '../../../../../server/assets/checks/images/image.ts';
import { emptyPng, exr, hdr, image, ktx2 } from '../../make-image.ts';
import { refusal } from '../../refused.ts';

const { picture, compressed } = imageUses;

test('the size of a picture is read from its header', async () => {
  for (const format of ['png', 'jpeg', 'webp', 'avif'] as const)
    assert.equal(checkImage(await image(format, 70, 30), picture), { format, width: 70, height: 30 });
  assert.equal(checkImage(ktx2({ width: 8, height: 4 }), compressed), { format: 'ktx2', width: 8, height: 4 });
});

test('the size of every kind of WebP is read', async () => {
  const { default: sharp } = await import('sharp');
  const rgba = { raw: { width: 70, height: 30, channels: 4 } } as const;
  const noise = Buffer.from(Array.from({ length: 70 * 30 * 4 }, (_, at) => (at * 7919) % 251));
  const kinds = [{ lossless: true }, { quality: 50 }];
  for (const options of kinds) {
    const { width, height } = checkImage(await sharp(noise, rgba).webp(options).toBuffer(), picture);
    assert.equal([width, height], [70, 30]);
  }
});

test('a picture that is cut short is refused, wherever the cut is', async () => {
  for (const format of ['png', 'jpeg', 'webp', 'avif'] as const) {
    const whole = await image(format);
    for (const length of [16, 30, Math.floor(whole.length / 2), whole.length - 2])
      assert.match(
        refusal(() => checkImage(whole.subarray(0, length), picture), 'image_invalid').says,
        'is cut short',
        `${format} ${length}`,
      );
  }
  refusal(() => checkImage(ktx2().subarray(0, 110), compressed), 'image_invalid');
  refusal(() => checkImage(ktx2().subarray(0, 60), compressed), 'image_invalid');
});

test('bytes after the end of a picture do no harm', async () => {
  for (const format of ['png', 'jpeg', 'webp'] as const)
    assert.is(checkImage(Buffer.concat([await image(format), Buffer.from('trailer')]), picture).format, format);
});

test('a JPEG that carries a whole preview inside is still cut short', async () => {
  const whole = await image('jpeg');
  const preview = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), whole]);
  preview.writeUInt16BE(whole.length + 2, 2);
  const photo = Buffer.concat([whole.subarray(0, 2), preview, whole.subarray(2)]);
  assert.is(checkImage(photo, picture).width, 64);
  refusal(() => checkImage(photo.subarray(0, -2), picture), 'image_invalid');
});

test('a size of nothing, or of too much, is refused', () => {
  assert.equal(checkImage(emptyPng(16_384, 8192), picture), { format: 'png', width: 16_384, height: 8192 });
  const sizes: [width: number, height: number, code: string][] = [
    [16_385, 1, 'image_too_large'],
    [1, 16_385, 'image_too_large'],
    [16_384, 8193, 'image_too_large'],
    [2 ** 31, 2 ** 31, 'image_too_large'],
    [0, 8, 'image_invalid'],
    [8, 0, 'image_invalid'],
  ];
  for (const [width, height, code] of sizes) refusal(() => checkImage(emptyPng(width, height), picture), code);
});

test('what is something else is called by its name', async () => {
  const others: [bytes: string | Uint8Array, says: string][] = [
    ['', 'is empty'],
    ['<!DOCTYPE html><title>Not here</title>', 'is a web page (HTML)'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'is an SVG image'],
    ['GIF89a…', 'is a GIF image'],
    ['version https://git-lfs.github.com/spec/v1\n', 'is a pointer to a file in Git LFS'],
    ['hello', 'is of an unknown format'],
    [hdr(1, 1), 'is a Radiance HDR image'],
    [exr(1, 1), 'is an OpenEXR image'],
    [ktx2(), 'is a KTX2 texture'],
  ];
  for (const [bytes, says] of others)
    assert.match(
      refusal(() => checkImage(Buffer.from(bytes), picture), 'image_invalid').says,
      `${says}, where PNG, JPEG`,
    );
  refusal(() => checkImage(Buffer.alloc(0), compressed), 'image_invalid');
  const png = await image('png');
  assert.match(
    refusal(() => checkImage(png, compressed), 'image_invalid').says,
    'is a PNG image, where KTX2 is expected',
  );
});

test('a KTX2 that is no plain texture is refused', () => {
  for (const odd of [{ faces: 6 }, { layers: 4 }, { depth: 4 }])
    refusal(() => checkImage(ktx2(odd), compressed), 'image_invalid');
});

test('damage in a header is an error of the image, not of the service', async () => {
  const originals = await Promise.all((['png', 'jpeg', 'webp', 'avif'] as const).map(format => image(format)));
  for (const whole of [...originals, ktx2()])
    for (let at = 12; at < Math.min(whole.length, 400); at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = 255 - (damaged[at] ?? 0);
      try {
        checkImage(damaged, originals.includes(whole) ? picture : compressed);
      } catch (error) {
        assert.is(error instanceof Error && error.name, 'Refusal', `byte ${at} of ${whole.length}`);
      }
    }
});

test.run();
