import { connect } from 'node:net';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { openTestService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';

const service = await openTestService();
const text = JSON.stringify(cube());
const type = (name: string) => ({ 'content-type': name });

test('a body that is not JSON is a 400 that says where it ends to be', async () => {
  const bodies = ['{', 'chair.glb', '{"model": }', "{'model': 'chair.glb'}", `${text}}`, '{"model": "a\nb"}', 'NaN'];
  for (const body of bodies) assert.match((await problemOf(service.render(body), 400, 'not_json')).detail, 'JSON');
  for (const empty of ['', '  \n'])
    assert.match((await problemOf(service.render(empty), 400, 'not_json')).detail, 'empty');
});

test('a body in another encoding than UTF-8 is a 400; with a byte order mark it is none', async () => {
  const utf16 = Buffer.from(text, 'utf16le');
  await problemOf(service.render(utf16), 400, 'not_json');
  const marked = await problemOf(service.render(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])), 400, 'not_json');
  assert.match(marked.detail, 'UTF-8');
  const latin1 = Buffer.from('{"model": "stühle.glb"}', 'latin1');
  assert.match((await problemOf(service.render(latin1), 400, 'not_json')).detail, 'UTF-8');
  await renderOf(service.render(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])), 201);
});

test('a body of another type is a 415 that says which it takes', async () => {
  for (const name of ['text/plain', 'text/html', 'image/png', 'application/xml', 'application/pdf']) {
    const told = await problemOf(service.render(text, type(name)), 415, 'unsupported_media_type');
    assert.match(told.detail, name);
    assert.match(told.detail, 'application/json');
  }
  const packed = { ...type('application/json'), 'content-encoding': 'gzip' };
  await problemOf(service.render(gzipSync(text), packed), 415, 'unsupported_media_type');
});

test('what curl sends without being told, and kinds of JSON, are taken', async () => {
  const names = ['application/x-www-form-urlencoded', 'application/json; charset=utf-8', 'application/ld+json'];
  for (const name of names) await renderOf(service.render(text, type(name)), 200);
});

test('a body larger than may be is a 413', async () => {
  const large = Buffer.alloc(64 * 1024 * 1024 + 1, ' ');
  assert.match((await problemOf(service.render(large), 413, 'body_too_large')).detail, '64 MB');
  const told = await problemOf(
    fetch(`${service.url}/renders`, {
      method: 'POST',
      headers: type('application/json'),
      body: new Blob([large]).stream(),
      duplex: 'half',
    }),
    413,
    'body_too_large',
  );
  assert.match(told.detail, '64 MB');
});

test('a body that is cut short harms nobody', async () => {
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `POST /renders HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n${text}`,
  );
  socket.end();
  await once(socket.resume(), 'close');
  await renderOf(service.render(text), 200);
});

test('nesting without end is refused, however it is written', async () => {
  const nested = (open: string, inner: string, close: string, count: number) =>
    `{"nodes":${open.repeat(count)}${inner}${close.repeat(count)},"output":{"width":96,"height":96}}`;
  const inner = '[{"geometry":{"type":"box"}}]';
  for (const count of [101, 1000, 100_000]) {
    const told = await problemOf(service.render(nested('[{"children":', inner, '}]', count)), 422, 'scene_invalid');
    assert.match(told.detail, 'deep');
    await problemOf(service.render(nested('[', '', ']', count * 2)), 422, 'scene_invalid');
  }
  await problemOf(service.render('['.repeat(1_000_000)), 400, 'not_json');
  await renderOf(service.render(nested('[{"children":', inner, '}]', 90)), 201);
});

test('names that mean something to JavaScript mean nothing here', async () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    const field = `"${name}": {"background": "#000000", "toString": 1}`;
    const top = await problemOf(service.render(`{${field}, ${text.slice(1)}`), 422, 'scene_invalid');
    assert.equal(pointersOf(top), [`/${name}`]);
    const within = text.replace('"output":{', `"output":{${field},`);
    assert.equal(pointersOf(await problemOf(service.render(within), 422, 'scene_invalid')), [`/output/${name}`]);
  }
  assert.is(Object.hasOwn(Object.prototype, 'background'), false);
});

test('a number that no computer holds is refused', async () => {
  for (const number of ['1e309', '-1e309']) {
    const body = text.replace('"width":96', `"width":${number}`);
    assert.equal(pointersOf(await problemOf(service.render(body), 422, 'scene_invalid')), ['/output/width']);
  }
});

test('after all that, a good scene is drawn', async () => {
  await renderOf(service.render(cube('#0f0f0f')), 201);
  await service.close();
});

test.run();
