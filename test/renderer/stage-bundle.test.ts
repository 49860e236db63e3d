import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stageFiles } from '../../renderer/browser/stage-files.ts';

const { files, page } = await stageFiles();
const read = async (name: string) => Buffer.from((await files.get(name)?.()) ?? []).toString();
const scripts = [...files.keys()].filter(name => name.endsWith('.js') && !name.includes('/'));
const begins = [...page.imports, ...page.scripts];

/** Who has a word in it, of what the page begins with and of what comes later. */
async function holders(word: RegExp): Promise<{ first: string[]; later: string[] }> {
  const texts = await Promise.all(scripts.map(async name => ({ name, has: word.test(await read(name)) })));
  const found = texts.filter(({ has }) => has).map(({ name }) => name);
  return {
    first: found.filter(name => begins.includes(name)),
    later: found.filter(name => !begins.includes(name)),
  };
}

test('the page begins with three.js and the way of a glTF through it, and no more', async () => {
  const sizes = await Promise.all(begins.map(async name => (await read(name)).length));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  assert.ok(bytes > 500_000 && bytes < 1_300_000, `${bytes} bytes`);
});

test('what few scenes need comes later', async () => {
  const signs = { 'tables of area lights': /\.00201562/, FBXLoader: /Kaydara FBX/ };
  for (const [name, sign] of Object.entries(signs)) {
    const { first, later } = await holders(sign);
    assert.equal(first, [], name);
    assert.is(later.length, 1, name);
  }
});

test('there are no schemas: scenes were parsed before they come here', async () => {
  assert.equal(await holders(/_zod/), { first: [], later: [] });
});

test('a device is asked for by a script that needs no three.js', async () => {
  const [first = ''] = page.scripts;
  assert.is(first, 'attest.js');
  const imported = [...(await read(first)).matchAll(/from"\.\/([^"]+)"/g)].map(([, name = '']) => name);
  const sizes = await Promise.all([first, ...imported].map(async name => (await read(name)).length));
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 5000, String(sizes));
});

test.run();
