import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readExamples } from '../support/examples.ts';
import { atGoldenSize, differsFromGolden } from '../support/golden.ts';
import { draw, withRenderer } from '../support/studio.ts';

test('every example looks like its golden', async () => {
  const examples = await readExamples();
  assert.ok(examples.length >= 10, `there are ${examples.length} examples`);
  await withRenderer(async renderer => {
    const wrong: string[] = [];
    for (const [name, scene] of examples)
      for (const frame of await draw(renderer, atGoldenSize(scene))) {
        const difference = await differsFromGolden(`${name}-${frame.name.replace('.png', '')}`, frame.bytes);
        if (difference) wrong.push(difference);
      }
    assert.equal(wrong, []);
  });
});

test.run();
