import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { files } from '../../scenes/models/make/formats/files.ts';

const folder = new URL('../../scenes/models/formats/', import.meta.url);

test('the files of the formats are as they are made, and small', async () => {
  for (const [name, make] of Object.entries(files)) {
    const [made, kept] = [
      Buffer.from(await make()),
      await readFile(new URL(encodeURIComponent(name).replaceAll('%2F', '/'), folder)),
    ];
    assert.ok(made.equals(kept), `${name} is not what scenes/models/make-formats.ts makes`);
    assert.ok(kept.length < 150_000, `${name} has ${kept.length} bytes`);
  }
});

test.run();
