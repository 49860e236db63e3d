import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileOf } from '../../renderer/browser/profile.ts';

test('Chrome gets huge pages on lavapipe where their library lies beside it, and keeps what the user preloads', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const preloaded = (place = folder) =>
    profileOf('lavapipe', { driver: join(place, 'lavapipe.json'), cache: '/nowhere' }).environment['LD_PRELOAD'];
  const before = process.env['LD_PRELOAD'];
  try {
    delete process.env['LD_PRELOAD'];
    assert.is(preloaded(), undefined);
    const library = join(folder, 'libhugepages.so');
    await writeFile(library, '');
    assert.is(preloaded(), library);
    assert.equal(profileOf('swiftshader').environment, {});
    process.env['LD_PRELOAD'] = '/theirs.so';
    assert.is(preloaded(), `/theirs.so:${library}`);

    for (const name of ['a b', 'a:b', '$ORIGIN']) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'libhugepages.so'), '');
      assert.is(preloaded(join(folder, name)), undefined, 'a path that cannot be named there');
    }
  } finally {
    if (before === undefined) delete process.env['LD_PRELOAD'];
    else process.env['LD_PRELOAD'] = before;
    await rm(folder, { recursive: true });
  }
});

test.run();
