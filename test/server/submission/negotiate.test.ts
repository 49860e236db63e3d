import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, problemOf, renderOf } from '../../support/answers.ts';
import { drawn, openTestService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';

const service = await openTestService();

test('where a scene names no format, the Accept header does', async () => {
  const { output: _, ...scene } = cube('#8844aa');
  const small = { ...scene, output: { width: 48, height: 48 } };
  for (const [accept, type] of [
    ['image/webp', 'image/webp'],
    ['image/jpeg', 'image/jpeg'],
    ['image/png;q=0.4, image/avif;q=0.8', 'image/avif'],
    ['image/webp;q=0, image/*', 'image/png'],
    ['image/*', 'image/png'],
  ] as const) {
    const answer = await service.render(small, { accept });
    assert.match(answer.headers.get('vary') ?? '', 'Accept');
    await pictureOf(answer, type, answer.status);
  }
  const named = { ...scene, outputs: { a: { width: 48, height: 48 }, b: { width: 24, height: 24, format: 'png' } } };
  const answer = await service.render(named, { accept: 'image/webp' });
  await pictureOf(answer, 'image/webp', 201);
  const location = new URL(answer.headers.get('location') ?? '');
  const { frames } = await renderOf(service.get(location.pathname), 200);
  assert.equal(
    frames.map(({ name }) => name),
    ['main.a.webp', 'main.b.png'],
  );
});

test('a picture that is not accepted is a 406, before it is drawn', async () => {
  const before = await drawn(service);
  const jpeg = cube('#010203', { output: { width: 48, height: 48, format: 'jpeg' } });
  const told = await problemOf(service.render(jpeg, { accept: 'image/webp' }), 406, 'not_acceptable');
  assert.match(told.detail, 'image/jpeg');
  const gif = { accept: 'image/gif' };
  await problemOf(service.render(cube('#010203', { output: { width: 48, height: 48 } }), gif), 406, 'not_acceptable');
  await problemOf(service.render({ model: 7 }, gif), 422, 'scene_invalid');
  assert.is(await drawn(service), before);
});

test('a part of a frame is sent to who asks for one', async () => {
  const { id } = await renderOf(service.render(cube('#cc3322')), 201);
  const path = `/renders/${id}/main.png`;
  const whole = await service.get(path);
  assert.is(whole.headers.get('accept-ranges'), 'bytes');
  const etag = whole.headers.get('etag') ?? '';
  const bytes = await whole.bytes();
  const size = bytes.byteLength;
  for (const [range, from, to] of [
    ['bytes=0-0', 0, 1],
    ['bytes=8-15', 8, 16],
    ['bytes=100-', 100, size],
    ['bytes=-7', size - 7, size],
    ['bytes=5-99999999', 5, size],
  ] as const) {
    const part = await service.get(path, { range });
    assert.is(part.status, 206, range);
    assert.is(part.headers.get('content-range'), `bytes ${from}-${to - 1}/${size}`);
    assert.is(part.headers.get('content-length'), String(to - from));
    assert.is(part.headers.get('content-type'), 'image/png');
    assert.is(part.headers.get('etag'), etag);
    assert.equal(await part.bytes(), bytes.slice(from, to), range);
  }
  const beyond = await service.get(path, { range: `bytes=${size}-` });
  assert.is(beyond.headers.get('content-range'), `bytes */${size}`);
  await problemOf(beyond, 416, 'range_unsatisfiable');
  for (const range of ['lines=0-1', 'bytes=2-1', 'bytes=0-1,4-5', 'bytes=x', 'bytes'])
    assert.is((await service.get(path, { range })).status, 200, range);
  assert.is((await service.get(path, { range: 'bytes=0-1', 'if-range': etag })).status, 206);
  assert.is((await service.get(path, { range: 'bytes=0-1', 'if-range': '"other"' })).status, 200);
  const head = await fetch(service.url + path, { method: 'HEAD', headers: { range: 'bytes=0-1' } });
  assert.equal([head.status, head.headers.get('content-length')], [200, String(size)]);
});

test('after all that, the service ends', () => service.close());

test.run();
