import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { warningHeader } from '../../../server/http/warnings.ts';

const warning = (detail: string) => ({ code: 'texture_missing', pointer: '/model', detail });

test('warnings are one header, and none is no header', () => {
  assert.equal(warningHeader([]), {});
  assert.equal(warningHeader([warning('a'), { ...warning('b'), pointer: '' }]), { 'x-warning': '/model a; b' });
});

test('a header holds ASCII alone, on one line, and is not too long', () => {
  const { 'x-warning': header = '' } = warningHeader([warning('Stuhl “Eiche” \u{1fa91}\r\nX-Evil: 1 \ud800')]);
  assert.match(header, /^[\x20-\x7e]+$/);
  assert.match(header, '%E2%80%9CEiche%E2%80%9D %F0%9F%AA%91%0D%0AX-Evil');
  const { 'x-warning': long = '' } = warningHeader([warning('ü'.repeat(5000))]);
  assert.ok(long.length <= 2000);
  assert.is(decodeURIComponent(long.replace(/%C3$/, '')).replace(/ü+/, 'ü'), '/model ü');
});

test.run();
