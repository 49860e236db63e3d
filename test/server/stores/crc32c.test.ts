import { CRC32C } from '@google-cloud/storage';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Crc32c, crc32cOf } from '../../../server/stores/crc32c.ts';

test('has the value that the standard gives for its check string, and RFC 3720 for zeros and ones', () => {
  assert.is(hexOf(Buffer.from('123456789')), 'e3069283');
  assert.is(hexOf(Buffer.alloc(32)), '8a9136aa');
  assert.is(hexOf(Buffer.alloc(32, 0xff)), '62a8ab43');
  assert.is(hexOf(Buffer.alloc(0)), '00000000');
});

test("agrees with the client's own, at every length and cut in two anywhere", () => {
  const bytes = Buffer.from(Array.from({ length: 67 }, (_, index) => (index * 151 + 13) & 255));
  for (let length = 0; length <= bytes.length; length++) {
    const part = bytes.subarray(0, length);
    const theirs = new CRC32C();
    theirs.update(part);
    const ours = new Crc32c();
    ours.update(part.subarray(0, length >> 1));
    ours.update(part.subarray(length >> 1));
    assert.is(ours.toString(), theirs.toString());
    assert.is(crc32cOf(part), theirs.toString());
    assert.ok(ours.validate(theirs.toString()));
    assert.not(ours.validate('AAAAAQ=='));
  }
});

test.run();

function hexOf(bytes: Buffer): string {
  return Buffer.from(crc32cOf(bytes), 'base64').toString('hex');
}
