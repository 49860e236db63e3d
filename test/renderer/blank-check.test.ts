import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PixelLayout } from '../../renderer/contract.ts';
import { checkBlank } from '../../renderer/encode/blank-check.ts';
import { rgba8 } from '../support/layout.ts';

const bytesOf = (numbers: Uint8Array | Uint16Array | Float32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
const check = (layout: PixelLayout, numbers: Uint8Array | Uint16Array | Float32Array) =>
  checkBlank({ layout, bytes: bytesOf(numbers) });

test('8 bits: empty where every alpha is 0, uniform where every pixel is the same', () => {
  const layout = rgba8(2, 1);
  assert.equal(check(layout, new Uint8Array(8)), { empty: true, uniform: true });
  assert.equal(check(layout, new Uint8Array(8).fill(255)), { empty: false, uniform: true });
  assert.equal(check(layout, Uint8Array.of(1, 2, 3, 0, 4, 5, 6, 0)), { empty: true, uniform: false });
  assert.equal(check(layout, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1)), { empty: false, uniform: false });
});

test('floats and half floats: the same, by their own alpha', () => {
  const float: PixelLayout = { ...rgba8(2, 1), type: 'float32', colorSpace: 'linear' };
  assert.equal(check(float, new Float32Array(8)), { empty: true, uniform: true });
  assert.equal(check(float, Float32Array.of(0, 0, 0, -0, 0, 0, 0, 0)), { empty: true, uniform: false });
  assert.equal(check(float, Float32Array.of(0, 0, 0, 0.001, 0, 0, 0, 0)), { empty: false, uniform: false });
  const half: PixelLayout = { ...float, type: 'float16' };
  assert.equal(check(half, Uint16Array.of(1, 1, 1, 0x8000, 1, 1, 1, 0)), { empty: true, uniform: false });
  assert.equal(check(half, new Uint16Array(8).fill(0x3c00)), { empty: false, uniform: true });
});

test('without alpha nothing is empty', () => {
  const depth: PixelLayout = { width: 3, height: 1, channels: 1, type: 'float32', colorSpace: 'linear', alpha: 'none' };
  assert.equal(check(depth, new Float32Array(3)), { empty: false, uniform: true });
  assert.equal(check(depth, Float32Array.of(1, 1, 2)), { empty: false, uniform: false });
  const ids: PixelLayout = { ...depth, type: 'uint8' };
  assert.equal(check(ids, Uint8Array.of(7, 7, 7)), { empty: false, uniform: true });
  assert.equal(check(ids, Uint8Array.of(7, 8, 7)), { empty: false, uniform: false });
});

test.run();
