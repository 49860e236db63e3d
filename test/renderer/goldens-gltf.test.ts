import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { gltfGoldens } from '../goldens/tables.ts';
import { differsFromGolden } from '../support/golden.ts';
import { withRenderer } from '../support/studio.ts';

test('every feature of glTF looks like its golden', async () => {
  assert.ok(gltfGoldens.length > 50);
  await withRenderer(async renderer => {
    const wrong: string[] = [];
    for (const { frames } of gltfGoldens)
      for (const [golden, bytes] of await frames(renderer)) {
        const difference = await differsFromGolden(golden, bytes);
        if (difference) wrong.push(difference);
      }
    assert.equal(wrong, []);
  });
});

test.run();
