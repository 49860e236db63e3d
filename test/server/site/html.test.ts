import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Html, html } from '../../../server/site/html.ts';

test('what is put into a template is escaped, in text and in attributes', () => {
  const evil = `"><script>alert('x')</script>&`;
  assert.is(
    html`<p title="${evil}">${evil}</p>`.text.replace(/&#\d+;/g, ''),
    '<p title="scriptalert(x)/script">scriptalert(x)/script</p>',
  );
});

test('templates within templates are not escaped again, also in lists', () => {
  const items = ['a', '<b>'].map(item => html`<li>${item}</li>`);
  assert.is(html`<ul>${items}</ul>`.text, '<ul><li>a</li><li>&#60;b&#62;</li></ul>');
});

test('markup that is known as such goes in as it is', () => {
  assert.is(html`<style>${new Html('a > b {}')}</style>`.text, '<style>a > b {}</style>');
});

test.run();
