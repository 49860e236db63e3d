import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { differences } from '../goldens/differences.ts';
import { exampleGoldens } from '../goldens/tables.ts';
import { withRenderer } from '../support/studio.ts';

test('every example looks like its golden', async () => {
  const examples = await exampleGoldens();
  assert.ok(examples.length >= 10, `there are ${examples.length} examples`);
  await withRenderer(async renderer => assert.equal(await differences(renderer, examples), []));
});

test.run();
