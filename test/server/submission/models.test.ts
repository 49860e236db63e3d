import { readFile } from 'node:fs/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { at, decode } from '../../support/pixels.ts';
import { openTestService } from '../../support/service.ts';
import { cube, model } from '../../support/small.ts';
import { dataUri, gltf, triangleBytes } from '../assets/make-model.ts';

const service = await openTestService();
const mug = await readFile(new URL('../../../scenes/models/mug.glb', import.meta.url));
const small = '?width=96&height=96&ground=none';

function post(body: string | Uint8Array<ArrayBuffer>, query = small, headers: Record<string, string> = {}) {
  return fetch(`${service.url}/renders${query}`, { method: 'POST', body, headers });
}

const type = (name: string) => ({ 'content-type': name });

test('a GLB as the body is the render that a scene of it is, whatever type it is sent as', async () => {
  const { id } = await renderOf(service.render(model('mug.glb')), 201);
  const types = [
    'model/gltf-binary',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'application/json',
    'model/vnd.something',
  ];
  for (const name of types) assert.is((await renderOf(post(mug, small, type(name)), 200)).id, id, name);
});

test('the query says what the body does not', async () => {
  const asked = '?width=80&height=48&format=webp&background=204060&orbit=30,15&ground=none&toneMapping=none';
  const picture = await decode(
    await pictureOf(post(mug, asked, { ...type('model/gltf-binary'), accept: 'image/*' }), 'image/webp', 201),
  );
  assert.equal([picture.width, picture.height], [80, 48]);
  assert.equal(
    at(picture, 0, 0).map(part => Math.round(part / 16)),
    [2, 4, 6, 16],
  );
  const square = await renderOf(post(mug, '?height=72&ground=none', type('model/gltf-binary')), 201);
  assert.equal([square.frames[0]?.width, square.frames[0]?.height], [72, 72]);
  const plain = await renderOf(post(mug, '', type('model/gltf-binary')), 201);
  assert.equal([plain.frames[0]?.width, plain.frames[0]?.height], [1024, 1024]);
});

test('a file that curl took the line feeds out of is told how it may be sent', async () => {
  const urlencoded = type('application/x-www-form-urlencoded');
  const without = (bytes: Uint8Array) => Buffer.from(bytes.filter(byte => byte !== 0x0a && byte !== 0x0d));
  const hint = '--data-binary';
  assert.match((await problemOf(post(without(mug), small, urlencoded), 422, 'asset_truncated')).detail, hint);
  for (const given of ['model/gltf-binary', 'application/octet-stream', 'application/json'])
    assert.match((await problemOf(post(without(mug), '', type(given)), 422, 'asset_truncated')).detail, hint, given);
  assert.is((await post(mug, '?width=32&ground=none', urlencoded)).status, 201, 'with them it is as good as ever');
  const obj = Buffer.from('# made by hand v 0 0 0 v 1 0 0 v 0 1 0 f 1 2 3');
  assert.match((await problemOf(post(obj, '?name=a.obj', urlencoded), 422, 'model_invalid')).detail, hint);
  assert.match((await problemOf(post(Buffer.from('model=a.glb'), '', urlencoded), 400, 'not_json')).detail, '-d');
  // JSON is as good without
  assert.not.match((await problemOf(post(Buffer.from('{"model"'), '', urlencoded), 400, 'not_json')).detail, '-d');
});

test('a wrong query points to its parameter', async () => {
  const wrong: [query: string, pointer: string, says: RegExp][] = [
    ['?widht=96', '?widht', /unknown parameter "widht"/],
    ['?src=mug.glb', '?src', /unknown parameter "src"/],
    ['?width=96&width=97', '?width', /more than once/],
    ['?width=-1', '?width', /at least 1, got -1/],
    ['?orbit=30', '?orbit', /azimuth,elevation in degrees, such as 30,15, got 30/],
    ['?format=gif', '?format', /png/],
    [`${small}&variant=oak`, '?variant', /no variant "oak"/],
    [`${small}&camera=Hero`, '?camera', /no camera "Hero"/],
    [`${small}&time=1`, '?time', /no animation/],
  ];
  for (const [query, pointer, says] of wrong) {
    const told = await problemOf(post(mug, query, type('model/gltf-binary')), 422, 'scene_invalid');
    assert.equal(pointersOf(told), [pointer], query);
    assert.match(told.detail, says, query);
  }
});

test('a Darkroom scene says all of it itself: a query beside it is refused, not ignored', async () => {
  const body = JSON.stringify(cube());
  const told = await problemOf(post(body, '?width=512', type('application/json')), 422, 'scene_invalid');
  assert.equal(pointersOf(told), ['?width']);
  assert.match(told.detail, '/output/width');
  await problemOf(post(body, '?nonsense=1', type('application/json')), 422, 'scene_invalid');
});

test('glTF JSON is told by its asset, and says where it is wrong', async () => {
  const whole = gltf(dataUri(triangleBytes()));
  for (const name of ['application/json', 'model/gltf+json', 'application/octet-stream'])
    await renderOf(post(new Uint8Array(whole), small, type(name)), name === 'application/json' ? 201 : 200);
  const wrong = gltf(dataUri(triangleBytes()), { nodes: [{ mesh: 7 }] });
  const told = await problemOf(post(new Uint8Array(wrong), small, type('application/json')), 422, 'gltf_invalid');
  assert.equal(pointersOf(told), ['/nodes/0/mesh']);
  const beside = await problemOf(
    post(new Uint8Array(gltf('buffers/one.bin')), small, type('application/json')),
    422,
    'asset_not_found',
  );
  assert.match(beside.detail, 'buffers/one.bin');
  assert.match(beside.detail, 'multipart');
});

test('a model of another kind is told by its content, or by ?name=', async () => {
  const solid =
    'solid a\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 1 0 0\nvertex 0 1 0\nendloop\nendfacet\nendsolid a\n';
  await renderOf(post(solid, small, type('model/stl')), 201);
  await renderOf(post(solid, small, type('application/octet-stream')), 200);
  await renderOf(post(solid, `${small}&name=folder%2Fpart.stl`, type('application/octet-stream')), 200);
  const told = await problemOf(post('nothing that is known', small, type('model/stl')), 422, 'asset_not_a_model');
  assert.match(told.detail, 'The body');
});

test('what is no model is refused by what it is', async () => {
  const utf16 = new Uint8Array(Buffer.from(JSON.stringify(cube()), 'utf16le'));
  const cases: [body: string | Uint8Array<ArrayBuffer>, type: string, status: number, code: string, says: RegExp][] = [
    [utf16, 'application/json', 400, 'not_json', /./],
    [utf16, 'application/octet-stream', 422, 'asset_not_a_model', /UTF-16/],
    ['<!doctype html><html></html>', 'model/gltf-binary', 422, 'asset_not_a_model', /HTML/],
    [new Uint8Array(mug.subarray(0, 2000)), 'model/gltf-binary', 422, 'asset_truncated', /cut short/],
    ['', 'model/gltf-binary', 422, 'asset_not_a_model', /empty/],
    ['{', 'model/gltf+json', 400, 'not_json', /JSON/],
    ['[]', 'application/json', 422, 'scene_invalid', /object/],
  ];
  for (const [body, name, status, code, says] of cases)
    assert.match((await problemOf(post(body, small, type(name)), status, code)).detail, says, `${name} ${code}`);
});

test('a surface that shows nothing but its back is told from a browser that draws nothing', async () => {
  const behind = new Uint8Array(gltf(dataUri(triangleBytes()), { nodes: [{ mesh: 0, scale: [1, 1, -1] }] }));
  const told = await problemOf(post(behind, small, type('application/json')), 422, 'nothing_in_view');
  assert.match(told.detail, 'shows its back');
  assert.is(await service.metric('darkroom_browsers{state="replaced"}'), 0);
});

test('after all that, a good scene is drawn, by the same browser', async () => {
  await renderOf(service.render(cube('#123456')), 201);
  assert.is(await service.metric('darkroom_browsers{state="replaced"}'), 0);
  await service.close();
});

test.run();
