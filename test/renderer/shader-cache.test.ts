import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openShaderCache, processorOf } from '../../renderer/engines/shader-cache.ts';

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-test-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('what was kept is there at the next start', () =>
  withFolder(async kept => {
    const first = openShaderCache(kept);
    await writeFile(join(await first.folder(), 'shader'), '');
    await first.close();
    const second = openShaderCache(kept);
    assert.equal(await readdir(await second.folder()), ['shader']);
  }));

test('what another kind of processor compiled is neither used nor thrown away', () =>
  withFolder(async kept => {
    const cache = openShaderCache(kept);
    assert.is(dirname(await cache.folder()), kept);
    await writeFile(join(kept, 'shader'), '');
    assert.equal(await readdir(await cache.folder()), []);
    await cache.clear();
    assert.ok((await readdir(kept)).includes('shader'));
  }));

const x64 = { 'cpu family': '6', model: '106', flags: 'fpu sse avx512f', 'cpu MHz': '2600.000', processor: '0' };
const infoOf = (traits: Record<string, string>) =>
  Object.entries(traits)
    .map(([name, value]) => `${name}\t: ${value}\n`)
    .join('');
const nameOf = (changes: Partial<typeof x64>) => processorOf(infoOf({ ...x64, ...changes }));

test('kinds of processor are told apart by what they can do', () => {
  assert.is.not(nameOf({}), nameOf({ flags: 'fpu sse avx512f avx512_fp16' }));
  assert.is.not(nameOf({}), nameOf({ model: '143' }));
  assert.is(nameOf({}), nameOf({ 'cpu MHz': '3100.000', processor: '3' }));
  assert.is(
    nameOf({}),
    processorOf(`${infoOf(x64)}\n${infoOf({ ...x64, processor: '1' })}`),
    'their number is no matter',
  );
});

test('where nothing tells them apart there is a name all the same', () => {
  assert.match(processorOf(''), /^[0-9a-f]{16}$/);
});

test.run();
