import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Engine, profileOf } from '../../renderer/profile.ts';

test('Chrome gets huge pages on lavapipe where their library lies beside it, and keeps what the user preloads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const preloaded = (engine: Engine, place = folder) =>
    profileOf(engine, { driver: join(place, 'lavapipe.json'), cache: '/nowhere' }).environment['LD_PRELOAD'];
  const before = process.env['LD_PRELOAD'];
  try {
    delete process.env['LD_PRELOAD'];
    assert.is(preloaded('lavapipe'), undefined);
    const library = join(folder, 'libhugepages.so');
    await writeFile(library, '');
    assert.is(preloaded('lavapipe'), library);
    assert.is(preloaded('swiftshader'), undefined);
    process.env['LD_PRELOAD'] = '/theirs.so';
    assert.is(preloaded('lavapipe'), `/theirs.so:${library}`);

    for (const name of ['a b', 'a:b', '$ORIGIN']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'libhugepages.so'), '');
      assert.is(preloaded('lavapipe', join(folder, name)), undefined, 'a path that cannot be named there');
    }
  } finally {
    if (before === undefined) delete process.env['LD_PRELOAD'];
    else process.env['LD_PRELOAD'] = before;
    await rm(folder, { recursive: true });
  }
});

test.run();
