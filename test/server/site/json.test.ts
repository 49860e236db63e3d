import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examples } from '../../../server/description/examples.ts';
import { nearest, places, tokens } from '../../../server/site/client/json.js';

test('tokens cover the text, whatever it is', () => {
  const texts = [
    '{"a": [1, -2.5e3, true, null], "b": "c\\"d"}',
    '',
    ' ',
    "{'a': 1}",
    '{"a',
    '// x\n{a: 01}',
    '\u0000"\t"é',
  ];
  for (const text of [...texts, ...examples.map(example => example.text)])
    assert.is(
      tokens(text)
        .map(({ start, end }) => text.slice(start, end))
        .join('')
        .replaceAll('\u0000', ''),
      text.replaceAll('\u0000', ''),
    );
});

test('a string before a colon is a key', () => {
  const kinds = tokens('{"a" : "b", "c":1}').filter(({ kind }) => kind !== 'space' && kind !== 'mark');
  assert.equal(
    kinds.map(({ kind }) => kind),
    ['key', 'string', 'key', 'number'],
  );
});

test('every value of every example is found where it stands', () => {
  for (const { name, text, scene } of examples) {
    const { places: found, flaw } = places(text);
    assert.is(flaw, undefined, name);
    let values = 0;
    const visit = (value: unknown, pointer: string) => {
      const place = found.get(pointer);
      assert.ok(place, `${name} ${pointer}`);
      assert.equal(JSON.parse(text.slice(place.value.start, place.value.end)), value, `${name} ${pointer}`);
      values++;
      if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value)) visit(inner, `${pointer}/${key}`);
    };
    visit(scene, '');
    assert.is(found.size, values, name);
  }
});

test('names with / and ~ are escaped as in a JSON pointer', () => {
  const { places: found } = places('{"a/b": {"c~d": 1}}');
  assert.ok(found.has('/a~1b/c~0d'));
});

test('a pointer that leads nowhere gives what is above it', () => {
  const { places: found } = places('{"camera": {"type": "orthographic"}}');
  assert.equal(nearest(found, '/camera/height'), found.get('/camera'));
  assert.equal(nearest(found, '/views'), found.get(''));
  assert.is(nearest(new Map(), '/a'), undefined);
});

const flaws: Record<string, [at: number, says: RegExp]> = {
  '': [0, /ends too early/],
  '{"a": 1': [7, /a \} is missing/],
  '{"a" 1}': [1, /colon is missing after "a"/],
  '{"a": 1 "b": 2}': [8, /comma is missing before "b"/],
  '{"a": 1,}': [8, /comma too many before \}/],
  '[1, 2,]': [6, /comma too many before \]/],
  '[1 2]': [3, /comma is missing before 2/],
  '{a: 1}': [1, /name in "quotes" is missing before a/],
  "{'a': 1}": [1, /name in "quotes"/],
  '{"a": \'b\'}': [6, /double quotes/],
  '{"a": "b}': [6, /no end/],
  '{"a": 01}': [6, /01 is no value/],
  '{"a": }': [6, /value is missing before \}/],
  '{"a": undefined}': [6, /undefined is no value/],
  '{"a": 1} 2': [9, /over before 2/],
  '// a\n{}': [0, /no comments/],
};

for (const [text, [at, says]] of Object.entries(flaws))
  test(`is not JSON: ${text.replace('\n', ' ')}`, () => {
    assert.throws(() => JSON.parse(text));
    const { flaw } = places(text);
    assert.is(flaw?.at, at);
    assert.match(flaw?.says ?? '', says);
  });

test.run();
