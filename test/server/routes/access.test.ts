import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, problemOf, renderOf } from '../../support/answers.ts';
import { openTestService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';

const service = await openTestService({ API_KEYS: 'first-key, second-key' });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const { id } = await renderOf(service.render(cube(), bearer('first-key')), 201);

test('either key renders, however it is sent', async () => {
  for (const headers of [bearer('second-key'), { 'x-api-key': 'first-key' }, { authorization: 'bearer  first-key' }])
    await renderOf(service.render(cube(), headers), 200);
});

test('without a key: 401, before anything is read', async () => {
  const asked = [
    () => service.render(cube()),
    () => service.render('not json'),
    () => service.get(`/renders/${id}`),
    () => service.get('/thumbnail?src=mug.glb'),
    () => service.get('/metrics'),
  ];
  for (const ask of asked) {
    const answer = await ask();
    assert.is(answer.headers.get('www-authenticate'), 'Bearer');
    assert.match((await problemOf(answer, 401, 'key_missing')).detail, 'Authorization');
  }
});

test('with a wrong key: 401, which tells no right one', async () => {
  for (const key of ['wrong', 'first-ke', 'first-keyy', 'FIRST-KEY', 'first-key,'])
    for (const headers of [bearer(key), { 'x-api-key': key }]) {
      const told = await problemOf(service.render(cube(), headers), 401, 'key_invalid');
      assert.not.match(told.detail, 'first-key');
    }
});

test('pictures, health and docs need none', async () => {
  await pictureOf(service.get(`/renders/${id}/main.png`), 'image/png', 200);
  for (const path of ['/health/live', '/health/ready', '/openapi.json', '/schemas/scene.json']) {
    const answer = await service.get(path);
    assert.is(answer.status, 200, path);
    await answer.bytes();
  }
});

test('closing leaves no browser', () => service.close());

test.run();
