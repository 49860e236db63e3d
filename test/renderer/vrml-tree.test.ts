import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseVrml } from '../../renderer/stage/formats/vrml/tree.ts';

const head = '#VRML V2.0 utf8\n';

test('numbers, lists, comments, names and routes are read as VRML has them', () => {
  const [first, second] = parseVrml(
    `${head}DEF a-1 Group { children [ # "one
      DEF b Shape { size 0. -.5 +1.e-2, 0x1F on TRUE url "a # \\" b" geometry NULL }, USE b ] ROUTE a.b TO c.d }
    Script { eventIn SFTime t field SFInt32 n 3 } ROUTE a.b TO c.d`,
  );
  const [shape, again] = first?.fields.get('children') ?? [];
  assert.is(first?.name, 'a-1');
  assert.is(shape, again);
  assert.equal(
    [...((typeof shape === 'object' && shape?.fields) || [])],
    [
      ['size', [0, -0.5, 0.01, 31]],
      ['on', [true]],
      ['url', ['a # \\" b']],
      ['geometry', [null]],
    ],
  );
  assert.equal(second?.fields.get('n'), [3]);
});

test('what does not end, and what is used without being there, is told', () => {
  assert.throws(() => parseVrml(`${head}Shape { url "a`), 'does not end');
  assert.throws(() => parseVrml(`${head}Shape { a [ 1 2`), 'cut short');
  assert.throws(() => parseVrml(`${head}Group { children USE x }`), 'uses "x"');
  assert.throws(() => parseVrml(`${head}Group [ ]`), '"{" is expected');
});

test('megabytes of nothing are read at once', () => {
  const started = performance.now();
  assert.is(parseVrml(`${head}${'# nothing\n'.repeat(500_000)}${' '.repeat(5_000_000)}Group { }`).length, 1);
  assert.ok(performance.now() - started < 2000);
});

test.run();
