import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { displayed } from '../../../server/assets/displayed.ts';

test('of a data: URI only what it says of itself is shown', () => {
  assert.is(
    displayed(`data:model/gltf-binary;base64,${'A'.repeat(100)}`),
    'data:model/gltf-binary;base64,… (130 characters)',
  );
  assert.is(displayed('data:foo'), 'data:foo (8 characters)');
  assert.is(displayed(`data:${'x'.repeat(100)}`), `data:${'x'.repeat(35)}… (105 characters)`);
});

test.run();
