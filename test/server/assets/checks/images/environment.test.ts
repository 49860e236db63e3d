import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkImage, imageUses } from '../../../../../server/assets/checks/images/image.ts';
import { exr, hdr, hdrRows, image } from '../../make-image.ts';
import { refusal } from '../../refused.ts';

const { light } = imageUses;

test('the size of an environment is read from its header', () => {
  assert.equal(checkImage(hdr(4, 2), light), { format: 'hdr', width: 4, height: 2 });
  assert.equal(checkImage(hdr(300, 3, { rows: hdrRows(300, 3) }), light), { format: 'hdr', width: 300, height: 3 });
  assert.equal(checkImage(exr(4, 2), light), { format: 'exr', width: 4, height: 2 });
  assert.is(checkImage(exr(4, 2, { channels: ['A', 'B', 'G', 'R'], type: 2 }), light).width, 4);
  assert.is(checkImage(exr(4, 2, { channels: ['Y'] }), light).width, 4);
});

test('an environment that is cut short is refused, wherever the cut is', () => {
  for (const whole of [hdr(4, 2), hdr(300, 3, { rows: hdrRows(300, 3) }), exr(4, 2)])
    for (let length = 5; length < whole.length; length++)
      refusal(() => checkImage(whole.subarray(0, length), light), 'environment_invalid');
});

test('rows of a Radiance picture that do not fit are refused', () => {
  const rows = hdrRows(300, 3);
  for (const [at, value] of [
    [0, 3],
    [3, 0],
    [4, 0],
    [4, 128],
  ] as const) {
    const damaged = Buffer.from(rows);
    damaged[4 * 2 + 28 + at] = value;
    damaged[rows.length / 3 + at] = value;
    refusal(() => checkImage(hdr(300, 3, { rows: damaged }), light), 'environment_invalid');
  }
});

test('what the loader would show wrongly, or not at all, is refused', () => {
  const odd: [bytes: Buffer, says: string][] = [
    [hdr(4, 2, { format: '32-bit_rle_xyze' }), '32-bit_rle_xyze'],
    [hdr(4, 2, { axes: ['+Y', '+X'] }), 'rotated or mirrored'],
    [hdr(4, 2, { axes: ['-X', '+Y'] }), 'rotated or mirrored'],
    [exr(4, 2, { channels: ['Z'] }), 'without colour'],
    [exr(4, 2, { channels: ['R', 'G'] }), 'without colour'],
    [exr(4, 2, { type: 0 }), 'integers'],
    [exr(4, 2, { compression: 10 }), 'compression'],
    [exr(4, 2, { envmap: 1 }), 'cube'],
    [exr(0, 2), 'no pixels'],
  ];
  for (const [bytes, says] of odd)
    assert.match(refusal(() => checkImage(bytes, light), 'environment_invalid').says, says);
});

test('an environment that is too large is refused', () => {
  const rows = Buffer.concat(Array.from({ length: 4 }, () => Buffer.alloc(8193 * 4, 1)));
  refusal(() => checkImage(hdr(8193, 4, { rows }), light), 'image_too_large');
  refusal(() => checkImage(exr(2, 8193), light), 'image_too_large');
});

test('a picture is no environment, and the error says what it is', async () => {
  const says = 'is a JPEG image, where Radiance .hdr or OpenEXR is expected';
  assert.is(refusal(() => checkImage(new Uint8Array(), light), 'environment_invalid').says.slice(0, 8), 'is empty');
  const jpeg = await image('jpeg');
  assert.is(refusal(() => checkImage(jpeg, light), 'environment_invalid').says, says);
});

test.run();
