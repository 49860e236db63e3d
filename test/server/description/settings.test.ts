import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withSettings } from '../../../server/description/readme-settings.ts';
import { describedSettings, readSettings } from '../../../server/settings.ts';

test('every setting that people make is described', () => {
  const names = describedSettings.map(({ name }) => name);
  const read = readSettings({
    RENDERERS: '1',
    PUBLIC_URL: 'https://a.example',
    CHROME_PATH: '/x',
    STORAGE_EMULATOR_HOST: 'x',
  });
  // read from every environment, but not one of the service's own
  const { PATH: _, ...made } = read;
  assert.equal(names.toSorted(), Object.keys(made).toSorted());
  for (const { name, description, details = 'A.' } of describedSettings)
    for (const text of [description, details]) assert.match(text, /^\S.*\.$/, name);
});

test('every default that is told is the one that is taken', () => {
  const taken: Record<string, unknown> = readSettings({});
  for (const { name, default: told } of describedSettings) {
    if (told === undefined) continue;
    const given: Record<string, unknown> = readSettings({ [name]: told });
    assert.equal(given[name], taken[name], name);
  }
});

test('the README has the settings as they are: npm run docs writes them', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  assert.is(readme, withSettings(readme));
});

test('a README without the comments around its table is told of', () => {
  assert.throws(() => withSettings('# Darkroom'), /no table between/);
});

test.run();
