import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { didYouMean, meant } from '../../scenes/meant.ts';

test('a slip of the hand is understood', () => {
  const known = ['png', 'jpeg', 'webp', 'avif'];
  for (const [given, is] of [
    ['jpg', 'jpeg'],
    ['PNG', 'png'],
    ['wepb', 'webp'],
    ['gif', undefined],
    ['bmp', undefined],
    ['', undefined],
  ] as const)
    assert.is(meant(given, known), is, given);
  assert.is(meant('chiar.glb', ['mug.glb', 'chair.glb', 'lamp.glb']), 'chair.glb');
  assert.is(meant('Chair.GLB', ['chair.glb']), 'chair.glb');
  assert.is(meant('mgu.glb', ['chair.glb', 'mug.glb']), 'mug.glb');
  assert.is(meant('cup.glb', ['mug.glb', 'chair.glb']), undefined, 'of three letters one may be wrong');
  assert.is(meant('chair', ['mug.glb', 'Chair.glb']), 'Chair.glb', 'its ending is left out');
  assert.is(meant('chair.obj', ['chair', 'chair.glb']), 'chair.glb', 'it has another ending');
  assert.is(meant('enviroment', ['environment', 'exposure']), 'environment');
  assert.is(meant('x'.repeat(100_000), ['x']), undefined);
});

test('it is said behind a sentence, or nothing is', () => {
  assert.is(didYouMean('camra', ['camera']), ' (did you mean "camera"?)');
  assert.is(didYouMean('sofa', ['camera']), '');
  assert.is(didYouMean(3, ['3']), '');
});

test.run();
