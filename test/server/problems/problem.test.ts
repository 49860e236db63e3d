import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { RenderError } from '../../../renderer/error.ts';
import { Problem } from '../../../server/problems/problem.ts';
import { problemOf } from '../../../server/problems/problem-of.ts';

test('status and headers follow from the code', () => {
  const { status, headers } = new Problem('queue_full', 'Many wait.');
  assert.is(status, 429);
  assert.equal(headers, { 'retry-after': '2' });
});

test('a code has the other status that the table allows it, and no more', () => {
  assert.is(new Problem('asset_not_found', 'It is gone.', { status: 404 }).status, 404);
  // @ts-expect-error the table has one status of this code
  assert.is(new Problem('not_found', 'It is gone.', { status: 410 }).code, 'not_found');
  // @ts-expect-error the table has no such code
  assert.throws(() => new Problem('teapot', 'Short and stout.'));
});

test('headers stand beside those of the table', () => {
  const problem = new Problem('store_unavailable', 'It is full.', { headers: { 'cache-control': 'no-store' } });
  assert.equal(problem.headers, { 'retry-after': '5', 'cache-control': 'no-store' });
});

test('what is told otherwise keeps all else', () => {
  const errors = [{ pointer: '/model', detail: 'is gone' }];
  const problem = new Problem('asset_not_found', 'It is gone.', { status: 404, errors, headers: { age: '1' } });
  const other = problem.with({ detail: 'The chair is gone.', cause: problem });
  assert.is(other.message, 'The chair is gone.');
  assert.is(other.status, 404);
  assert.equal(other.errors, errors);
  assert.equal(other.headers, { age: '1' });
  assert.is(other.cause, problem);
});

test('a render error becomes the problem of its code, at its place', () => {
  const problem = problemOf(new RenderError('scene_invalid', 'There is no such clip.', { pointer: '/model/clip' }));
  assert.is(problem.status, 422);
  assert.equal(problem.errors, [{ pointer: '/model/clip', detail: 'There is no such clip.' }]);
  assert.equal(problemOf(new RenderError('queue_full', 'Many wait.')).headers, { 'retry-after': '2' });
  assert.is(problemOf(new TypeError('x is not a function')).code, 'internal_error');
});

test.run();
