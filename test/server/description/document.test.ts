import { Validator } from '@seriousme/openapi-schema-validator';
import Router from '@koa/router';
import { request } from 'undici';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answers } from '../../../server/description/answers.ts';
import { openapi } from '../../../server/description/document.ts';
import { examples } from '../../../server/description/examples.ts';
import { operations } from '../../../server/description/operations.ts';
import { problemCodes } from '../../../server/problems/codes.ts';
import { withApp } from '../site/app.ts';

const document: Record<string, unknown> = { ...openapi({ origin: 'https://darkroom.example', keyed: false }) };

/** Routes that belong to a page and mean nothing without it. */
const ofThePages = ['/favicon.ico', '/favicon.svg', '/pages/:file'];

test('it is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors, null, 2));
  assert.is(validator.version, '3.1');
});

test('a document that is wrong does not pass that check', async () => {
  const wrong = { ...structuredClone(document), paths: { renders: {} } };
  assert.not((await new Validator().validate(wrong)).valid);
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = '']) => ref);
  assert.ok(references.length > 100);
  for (const reference of new Set(references)) {
    const path = reference.replace(/^#\//, '').split('/');
    const target = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), document);
    assert.ok(isRecord(target), reference);
  }
});

test('it has every route of the router, and no other', () =>
  withApp(async (_, app) => {
    const routes = routerOf(app).stack.flatMap(({ path, methods }) =>
      methods.filter(method => method !== 'HEAD').map(method => `${method} ${String(path)}`),
    );
    const documented = operations.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    const pagesOwn = ofThePages.map(path => `GET ${path}`);
    assert.equal(routes.filter(route => !pagesOwn.includes(route)).toSorted(), documented.toSorted());
  }));

test('each problem code belongs to an operation or to all addresses', () => {
  const used = new Set(operations.flatMap(({ problems }) => problems));
  const ofAll = ['not_found', 'method_not_allowed', 'method_not_implemented'];
  assert.equal(
    problemCodes.filter(code => !used.has(code)),
    ofAll,
  );
});

test('answers are as it says: a render, its repetition, a problem, health', () =>
  withApp(async url => {
    const post = (body: unknown) =>
      fetch(`${url}/renders`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    const first = await post({ model: 'chair.glb' });
    assert.is(first.status, 201);
    const render = answers.Render.parse(await first.json());
    const again = await post({ model: 'chair.glb' });
    assert.is(again.status, 200);
    assert.is(answers.Render.parse(await again.json()).id, render.id);
    answers.Render.parse(await (await fetch(`${url}/renders/${render.id}`)).json());

    const refused = await post({ model: 'chair.glb', camra: {} });
    assert.is(refused.status, 422);
    assert.is(refused.headers.get('content-type'), 'application/problem+json');
    const problem = answers.Problem.parse(await refused.json());
    assert.is(problem.code, 'scene_invalid');
    assert.equal(
      problem.errors?.map(({ pointer }) => pointer),
      ['/camra'],
    );
    assert.is(problem.requestId, refused.headers.get('x-request-id'));

    answers.Live.parse(await (await fetch(`${url}/health/live`)).json());
    answers.Ready.parse(await (await fetch(`${url}/health/ready`)).json());
  }));

test('it is served with the address that it was asked at, and a 304 to who has it', () =>
  withApp(async url => {
    for (const path of ['/openapi.json', '/schemas/scene.json']) {
      const answer = await fetch(url + path);
      assert.is(answer.status, 200);
      const text = await answer.text();
      assert.ok(text.includes(url), path);
      const etag = answer.headers.get('etag') ?? '';
      assert.match(etag, /^W\/"[\w-]{22}"$/);
      // not by fetch, which asks for a fresh copy as soon as it is given an ETag
      const again = await request(url + path, { headers: { 'if-none-match': etag } });
      assert.is(again.statusCode, 304);
      assert.is(await again.body.text(), '');
    }
  }));

test('keys are needed where the service has keys, and may be left out where it has none', () => {
  const security = (keyed: boolean, path: string, method: string) => {
    const { paths } = { paths: {}, ...openapi({ origin: '', keyed }) };
    const of = at(at(paths, path), method);
    return at(of, 'security');
  };
  assert.equal(security(true, '/renders', 'post'), [{ bearer: [] }, { key: [] }]);
  assert.equal(security(false, '/renders', 'post'), [{}, { bearer: [] }, { key: [] }]);
  assert.equal(security(true, '/thumbnail', 'get'), [{ bearer: [] }, { key: [] }, { signature: [] }]);
  assert.equal(security(true, '/renders/{id}/{frame}', 'get'), []);
});

test('every answer and every field of it is described', () => {
  const components = at(document, 'components');
  let fields = 0;
  for (const name of Object.keys(answers)) {
    const schema = at(at(components, 'schemas'), name);
    assert.ok(at(schema, 'description'), name);
    if (name === 'Ready' || name === 'Live') continue;
    const properties = at(schema, 'properties');
    if (!isRecord(properties)) continue;
    for (const [field, told] of Object.entries(properties)) {
      assert.ok(at(told, 'description') ?? at(told, '$ref'), `${name}.${field}`);
      fields++;
    }
  }
  assert.ok(fields > 20);
});

test('every example is in it', () => {
  const body = ['paths', '/renders', 'post', 'requestBody', 'content', 'application/json', 'examples'];
  const shown = body.reduce<unknown>(at, document);
  assert.ok(examples.length >= 10);
  assert.equal(
    isRecord(shown) && Object.keys(shown),
    examples.map(({ name }) => name),
  );
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function at(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}

function routerOf(app: { middleware: unknown[] }): Router {
  for (const middleware of app.middleware)
    if (typeof middleware === 'function' && 'router' in middleware && middleware.router instanceof Router)
      return middleware.router;
  throw new Error('the application has no router');
}

test.run();
