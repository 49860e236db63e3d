import { request } from 'undici';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withApp } from '../site/app.ts';

const shop = 'https://shop.example';
const scene = JSON.stringify({ model: 'chair.glb' });
type Headers = Record<string, string>;

/** As a browser sends it, which `fetch` does not let a program say. */
async function ask(url: string, method: 'GET' | 'POST' | 'OPTIONS', path: string, headers: Headers, body?: string) {
  const answer = await request(url + path, { method, headers, ...(body !== undefined && { body }) });
  const text = await answer.body.text();
  return { status: answer.statusCode, header: (name: string) => answer.headers[name], text };
}

const json = { 'content-type': 'application/json' };

test('without a setting no page of elsewhere may read, ask before, or have anything made', () =>
  withApp(async url => {
    const preflight = { origin: shop, 'access-control-request-method': 'POST' };
    const asked = await ask(url, 'OPTIONS', '/renders', preflight);
    assert.is(asked.header('access-control-allow-origin'), undefined);
    assert.is(asked.header('access-control-allow-methods'), undefined);
    // what a form of any page can send, and a script without asking before
    const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'image/*' };
    const others: Headers[] = [
      { origin: shop },
      { origin: 'null' },
      { origin: shop, 'sec-fetch-site': 'cross-site' },
      { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const from of others) {
      const refused = await ask(url, 'POST', '/renders', { ...form, ...from }, scene);
      assert.is(refused.status, 403, JSON.stringify(from));
      assert.match(refused.text, 'origin_forbidden');
      assert.is(refused.header('access-control-allow-origin'), undefined);
    }
    const own: Headers[] = [{}, { origin: url }, { origin: 'https://x.example', 'sec-fetch-site': 'same-origin' }];
    for (const from of own) {
      const answer = await ask(url, 'POST', '/renders', { ...form, ...from }, scene);
      assert.ok(answer.status < 300, answer.text);
      assert.is(answer.header('access-control-allow-origin'), undefined, 'not even the picture');
    }
  }));

test('pages of listed origins may ask, have made, and read: problems too', () =>
  withApp(
    async url => {
      const preflight = {
        origin: shop,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      };
      const asked = await ask(url, 'OPTIONS', '/renders', preflight);
      assert.is(asked.status, 204);
      assert.is(asked.header('access-control-allow-origin'), shop);
      assert.match(String(asked.header('access-control-allow-methods')), /GET.*POST/);
      assert.match(String(asked.header('access-control-allow-headers')), /Authorization.*Content-Type/);
      assert.ok(Number(asked.header('access-control-max-age')) > 60);
      for (const [body, status] of [
        [scene, 201],
        ['{}', 422],
        ['{', 400],
      ] as const) {
        const answer = await ask(url, 'POST', '/renders', { ...json, origin: shop }, body);
        assert.is(answer.status, status);
        assert.is(answer.header('access-control-allow-origin'), shop);
        for (const name of ['ETag', 'Location', 'Server-Timing', 'X-Warning'])
          assert.match(String(answer.header('access-control-expose-headers')), new RegExp(`\\b${name}\\b`));
        assert.match(String(answer.header('vary')), 'Origin');
      }
      const missing = await ask(url, 'GET', '/nothing', { origin: shop });
      assert.equal([missing.status, missing.header('access-control-allow-origin')], [404, shop]);
      const other = await ask(url, 'GET', '/nothing', { origin: 'https://evil.example' });
      assert.is(other.header('access-control-allow-origin'), undefined);
      assert.match(String(other.header('vary')), 'Origin');
      const forged = await ask(url, 'POST', '/renders', { ...json, origin: 'https://evil.example' }, scene);
      assert.is(forged.status, 403);
    },
    { corsOrigins: [shop] },
  ));

test('* is all', () =>
  withApp(
    async url => {
      const answer = await ask(url, 'POST', '/renders', { ...json, origin: 'null' }, scene);
      assert.equal([answer.status, answer.header('access-control-allow-origin')], [201, '*']);
    },
    { corsOrigins: ['*'] },
  ));

test('where a key is needed nobody has anything made without one, so that origins need not be looked at', () =>
  withApp(
    async url => {
      const foreign = { ...json, origin: 'https://tool.example', 'sec-fetch-site': 'cross-site' };
      assert.is((await ask(url, 'POST', '/renders', foreign, scene)).status, 401);
      const keyed = await ask(url, 'POST', '/renders', { ...foreign, authorization: 'Bearer secret' }, scene);
      assert.equal([keyed.status, keyed.header('access-control-allow-origin')], [201, undefined]);
    },
    { apiKeys: ['secret'] },
  ));

test('frames may be read by any page that knows their secret names; thumbnails by none that is not listed', () =>
  withApp(async url => {
    const made = await ask(url, 'POST', '/renders', json, scene);
    const { pathname } = new URL(JSON.parse(made.text).frames[0].url);
    assert.is((await ask(url, 'GET', pathname, { origin: shop })).header('access-control-allow-origin'), '*');
    const thumbnail = await ask(url, 'GET', '/thumbnail?src=chair.glb', { origin: shop });
    assert.is(thumbnail.status, 200);
    assert.is(thumbnail.header('access-control-allow-origin'), undefined);
    assert.is(thumbnail.header('cross-origin-resource-policy'), 'cross-origin', 'an <img> shows it');
  }));

test.run();
