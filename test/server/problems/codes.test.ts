import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { warningCodes } from '../../../renderer/warning.ts';
import { problemCodes, rowOf } from '../../../server/problems/codes.ts';

const sentence = /^[A-Za-z].*\.$/;

test('every problem says what it means and what to do, each as a sentence', () => {
  for (const code of problemCodes) {
    const { means, todo } = rowOf(code);
    assert.match(means, sentence, code);
    assert.match(todo, sentence, code);
  }
});

test('every warning says what it means, as a sentence', () => {
  for (const [code, means] of Object.entries(warningCodes)) assert.match(means, sentence, code);
});

test('every problem that passes says when to try again', () => {
  for (const code of ['queue_full', 'renderer_unavailable', 'store_unavailable', 'starting', 'shutting_down'] as const)
    assert.match(rowOf(code).headers?.['retry-after'] ?? '', /^\d+$/, code);
});

test.run();
