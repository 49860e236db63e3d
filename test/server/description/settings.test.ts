import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { settingWords } from '../../../server/description/words/settings.ts';
import { readSettings } from '../../../server/settings.ts';

const source = await readFile(new URL('../../../server/settings.ts', import.meta.url), 'utf8');

/** Read from every environment, but nobody's to set for this service. */
const notOurs = ['PATH'];

test('every setting is described, and nothing else is', () => {
  const names = [...source.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name = '']) => name);
  assert.ok(names.length > 10, 'the search finds settings');
  assert.equal(names.filter(name => !notOurs.includes(name)).toSorted(), Object.keys(settingWords).toSorted());
});

test('every default that is told is the one that is taken', () => {
  const taken: Record<string, unknown> = readSettings({});
  for (const [name, { default: told }] of Object.entries(settingWords)) {
    if (told === undefined) continue;
    const given: Record<string, unknown> = readSettings({ [name]: told });
    assert.equal(given[name], taken[name], name);
  }
});

test.run();
