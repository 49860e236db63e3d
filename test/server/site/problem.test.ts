import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { problemPage } from '../../../server/site/problem.ts';
import { Problem } from '../../../server/problems/problem.ts';

test('whoever followed a link is told in plain words, and where to read on', () => {
  const page = problemPage(new Problem('link_expired', 'This link has expired: ask for a new one.'), 'request-1');
  assert.ok(page.includes('<h1>This link has expired</h1>'));
  assert.ok(page.includes('Ask whoever sent it for a new one.'));
  assert.not(page.includes('POST'));
  assert.ok(page.includes('href="/docs#link_expired"'));
  assert.ok(page.includes('request-1'));
});

test('whoever wrote a request is told what is wrong and what to do', () => {
  const page = problemPage(new Problem('render_timeout', 'The render took longer than 60 s.'));
  assert.ok(page.includes('The render took longer than 60 s.'));
  assert.ok(page.includes('Ask for less: fewer pixels'));
});

test('every place at fault is listed', () => {
  const errors = [{ pointer: '?width', detail: 'expected number to be >=1' }];
  const page = problemPage(new Problem('scene_invalid', 'It is wrong.', { errors }));
  assert.ok(page.includes('<code>?width</code> expected number to be &#62;=1'));
});

test('nothing that a user wrote becomes markup', () => {
  const page = problemPage(new Problem('asset_not_found', '<img src=x onerror=alert(1)> was not found.'));
  assert.not(page.includes('<img'));
});

test.run();
