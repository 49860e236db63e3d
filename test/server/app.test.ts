import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { problemOf } from '../support/answers.ts';
import { withService } from '../support/service.ts';

/** These need no picture. */
const chrome = false;

test('an address that is none is a 404 that says where to look', () =>
  withService(
    {},
    async ({ get }) => {
      for (const path of ['/nothing', '/renders/a/b/c', '/previews', '/healthz', '/%', '/%00', '//x'])
        await problemOf(get(path), 404, 'not_found');
      assert.match((await problemOf(get('/nothing'), 404, 'not_found')).detail, /GET \/nothing.*\/docs/);
    },
    { chrome },
  ));

test('a method that an address does not take is a 405 that lists those that it takes', () =>
  withService(
    {},
    async ({ url }) => {
      for (const [method, path, allowed] of [
        ['GET', '/renders', 'POST'],
        ['PUT', '/renders', 'POST'],
        ['POST', '/thumbnail', 'HEAD, GET'],
        ['DELETE', '/health/live', 'HEAD, GET'],
        ['POST', '/metrics', 'HEAD, GET'],
      ] as const) {
        const answer = await fetch(url + path, { method });
        assert.is(answer.headers.get('allow'), allowed, `${method} ${path}`);
        assert.match((await problemOf(answer, 405, 'method_not_allowed')).detail, allowed);
      }
      await problemOf(fetch(`${url}/renders`, { method: 'PROPFIND' }), 501, 'method_not_implemented');
      const options = await fetch(`${url}/renders`, { method: 'OPTIONS' });
      assert.is(options.headers.get('allow'), 'POST');
    },
    { chrome },
  ));

test.run();
