import { createHash } from 'node:crypto';
import { request } from 'undici';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { warningCodes } from '../../../renderer/warning.ts';
import { examples } from '../../../server/description/examples.ts';
import { operations } from '../../../server/description/operations.ts';
import { problemCodes } from '../../../server/problems/codes.ts';
import { sceneJsonSchema } from '../../../server/description/schema.ts';
import { describedSettings } from '../../../server/settings.ts';
import { docsPage } from '../../../server/site/docs.ts';
import { parameters } from '../../../server/submission/parameters.ts';
import { withApp } from './app.ts';

const page = docsPage('https://darkroom.example', false);
const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id);

test('every anchor is there once', () => {
  assert.is(new Set(ids).size, ids.length);
  const expected = [
    ...problemCodes,
    ...describedSettings.map(({ name }) => name),
    ...Object.keys(warningCodes),
    ...Object.keys(sceneJsonSchema().$defs ?? {}),
    ...Object.keys(parameters).map(name => `thumbnail-${name}`),
    ...examples.map(({ name }) => `example-${name}`),
  ];
  for (const id of expected) assert.ok(ids.includes(id), id);
});

test('what is code is set as code', () => {
  const [requests = ''] = /id="requests".*?id="answer"/s.exec(page) ?? [];
  assert.match(requests, '<code>format</code>');
  assert.not.match(requests, '`');
});

test('every link within the page leads somewhere', () => {
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
  assert.ok(links.length > 50);
  for (const link of links) assert.ok(ids.includes(link), link);
});

test('every request is in it', () => {
  for (const { path } of operations) assert.ok(page.includes(`</b> ${path}</code>`), path);
});

test('commands name the service as it was reached, and its key where it has keys', () => {
  assert.ok(page.includes('curl https://darkroom.example/renders'));
  assert.not(page.includes('$KEY'));
  assert.ok(docsPage('https://darkroom.example', true).includes('Bearer $KEY'));
});

test('it is served compressed, with its ETag, under a policy that admits its own style alone', () =>
  withApp(async url => {
    const answer = await fetch(`${url}/docs`);
    assert.is(answer.status, 200);
    assert.is(answer.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.is(answer.headers.get('content-encoding'), 'gzip');
    const text = await answer.text();
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(text) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.ok(policy.includes(`style-src 'sha256-${digest}'`));
    assert.not(policy.includes('unsafe'));

    const etag = answer.headers.get('etag') ?? '';
    const again = await request(`${url}/docs`, { headers: { 'if-none-match': etag, 'accept-encoding': 'gzip' } });
    assert.is(again.statusCode, 304);
    const plain = await request(`${url}/docs`);
    assert.is(plain.headers['content-encoding'], undefined);
    assert.is(await plain.body.text(), text);
  }));

test('scripts, pictures and the icon are served; nothing else is', () =>
  withApp(async url => {
    for (const [path, type] of Object.entries({
      '/pages/copy.js': 'text/javascript',
      '/pages/playground.js': 'text/javascript',
      '/pages/chair.webp': 'image/webp',
      '/favicon.svg': 'image/svg+xml',
      '/favicon.ico': 'image/svg+xml',
    })) {
      const answer = await fetch(url + path);
      assert.is(answer.status, 200, path);
      assert.match(answer.headers.get('content-type') ?? '', type, path);
      assert.ok((await answer.arrayBuffer()).byteLength > 100, path);
    }
    for (const path of ['/pages/base.css', '/pages/tsconfig.json', '/pages/..%2fhtml.ts', '/pages/none.js'])
      assert.is((await fetch(url + path)).status, 404, path);
  }));

test.run();
