import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { drawn, openTestService } from '../../support/service.ts';
import { cube, model } from '../../support/small.ts';
import { image } from '../assets/make-image.ts';
import { chunk, dataUri, glb, gltf, textured, triangle, triangleBytes } from '../assets/make-model.ts';

const root = await mkdtemp(join(tmpdir(), 'models-'));
const put = async (name: string, bytes: Uint8Array | string) => {
  await writeFile(join(root, name), bytes);
  return name;
};
const service = await openTestService({ ASSET_ROOT: root });

/** A PNG whose parts are all there, with nothing in them that could be unpacked. */
async function hollowPng(): Promise<Buffer> {
  const bytes = await image('png');
  const data = bytes.indexOf('IDAT') + 4;
  bytes.fill(0xaa, data, bytes.length - 16);
  return bytes;
}

test('the same bytes are the same render, whatever they are called', async () => {
  await put('chair.glb', glb(triangle()));
  await put('copy of chair.glb', glb(triangle()));
  const first = await renderOf(service.render(model('chair.glb')), 201);
  const before = await drawn(service);
  for (const src of ['copy of chair.glb', 'copy%20of%20chair.glb', './chair.glb', dataUri(glb(triangle()))])
    assert.is((await renderOf(service.render(model(src)), 200)).id, first.id, src);
  assert.is(await drawn(service), before);
});

test('other bytes under the same name are another render', async () => {
  await put('changing.glb', glb(triangle()));
  const first = await renderOf(service.render(model('changing.glb')), 200);
  await put('changing.glb', glb(triangle({ nodes: [{ mesh: 0, scale: [2, 1, 1] }] })));
  const second = await renderOf(service.render(model('changing.glb')), 201);
  assert.is.not(second.id, first.id);
  assert.is((await renderOf(service.render(model('changing.glb')), 200)).id, second.id);
});

test('a file that a model refers to counts as the model does', async () => {
  await put('scene.gltf', gltf('part.bin'));
  await put('part.bin', triangleBytes());
  const first = await renderOf(service.render(model('scene.gltf')), 201);
  const moved = triangleBytes();
  moved.writeFloatLE(0.5, 12);
  await put('part.bin', moved);
  assert.is.not((await renderOf(service.render(model('scene.gltf')), 201)).id, first.id);
});

const whole = glb(triangle());
const html = '<!doctype html><html><title>Not found</title><body>404</body></html>';
const needs = { extensionsRequired: ['ACME_teapot'], extensionsUsed: ['ACME_teapot'] };
const bad: [name: string, bytes: Uint8Array | string, code: string, says: RegExp][] = [
  ['empty.glb', '', 'asset_not_a_model', /empty/],
  ['page.glb', html, 'asset_not_a_model', /HTML/],
  ['picture.glb', await image('png'), 'asset_not_a_model', /PNG/],
  ['text.gltf', 'solid cube', 'asset_not_a_model', /not a glTF or GLB/],
  ['half.glb', whole.subarray(0, whole.length >> 1), 'asset_truncated', /cut short/],
  ['header.glb', whole.subarray(0, 12), 'asset_truncated', /cut short/],
  ['last-byte.glb', whole.subarray(0, -1), 'asset_truncated', /cut short/],
  ['half.gltf', gltf('part.bin').subarray(0, 200), 'asset_truncated', /cut short|too early/],
  ['one.gltf', JSON.stringify({ asset: { version: '1.0' }, nodes: {} }), 'gltf_version', /glTF 1\.0.*glTF 2\.0/],
  ['one.glb', glb('{}', null, 1), 'gltf_version', /glTF 1/],
  ['three.gltf', JSON.stringify({ asset: { version: '3.0' } }), 'gltf_version', /glTF 3/],
  ['teapot.glb', glb(triangle(needs)), 'gltf_extension_unsupported', /ACME_teapot/],
  ['no-bin.glb', glb(triangle(), null), 'gltf_invalid', /./],
  ['chunk.glb', Buffer.concat([whole.subarray(0, 12), chunk(1, Buffer.from('x'), 0)]), 'asset_truncated', /./],
  ['loop.glb', glb(triangle({ nodes: [{ mesh: 0, children: [0] }] })), 'gltf_invalid', /nodes/],
  ['beyond.glb', glb(triangle({ meshes: [{ primitives: [{ attributes: { POSITION: 9 } }] }] })), 'gltf_invalid', /9/],
  ['lost-part.gltf', gltf('lost.bin'), 'asset_not_found', /^lost\.bin \(in lost-part\.gltf\)/],
  ['outside.gltf', gltf('../outside.bin'), 'asset_path_forbidden', /outside\.bin/],
  ['lost-image.glb', glb(textured({ uri: 'lost.png' })), 'asset_not_found', /^lost\.png \(in lost-image\.glb\)/],
  ['hollow.glb', glb(textured({ uri: dataUri(await hollowPng(), 'image/png') })), 'asset_undecodable', /hollow\.glb/],
];

for (const [name, bytes, code, says] of bad)
  test(`refused, by name and field: ${name}`, async () => {
    await put(name, bytes);
    const told = await problemOf(service.render(model(name)), 422, code);
    assert.match(told.detail, name);
    assert.match(told.detail, says);
    assert.equal(pointersOf(told), ['/model'], JSON.stringify(told));
    const long = { nodes: [{ children: [{ model: { src: name } }] }], output: { width: 96, height: 96 } };
    assert.equal(pointersOf(await problemOf(service.render(long), 422, code)), ['/nodes/0/children/0/model/src']);
  });

test('a model that is not there, by each of its names', async () => {
  for (const src of ['nowhere.glb', 'a/b/c.glb', `${'x'.repeat(300)}.glb`, 'chair.glb/', 'chair.glb/x'])
    if (src !== 'chair.glb/') await problemOf(service.render(model(src)), 422, 'asset_not_found');
  await problemOf(service.render(model('.')), 422, 'asset_not_found');
});

test('nothing outside ASSET_ROOT is read', async () => {
  await symlink('/etc/passwd', join(root, 'link.glb'));
  const paths = ['../secret.glb', '%2e%2e/secret.glb', '..\\secret.glb', '/etc/passwd', '//etc/passwd', 'link.glb'];
  for (const src of [...paths, 'C:\\secret.glb', 'a/../../secret.glb', 'x\0.glb'])
    if (/^c:/i.test(src)) await problemOf(service.render(model(src)), 422, 'asset_src_invalid');
    else await problemOf(service.render(model(src)), 422, 'asset_path_forbidden');
  for (const src of [
    'file:///etc/passwd',
    'ftp://example.com/a.glb',
    'javascript:alert(1)',
    'blob:x',
    'http://',
    'data:',
  ])
    await problemOf(service.render(model(src)), 422, 'asset_src_invalid');
});

test('a texture and an environment that are none', async () => {
  await put('page.png', html);
  const material = { map: 'page.png' };
  const nodes = [{ geometry: { type: 'box' }, material }];
  const texture = await problemOf(service.render({ nodes }), 422, 'image_invalid');
  assert.equal(pointersOf(texture), ['/nodes/0/material/map']);
  assert.match(texture.detail, /page\.png.*HTML/);
  await put('hollow.png', await hollowPng());
  const hollow = await problemOf(
    service.render({ nodes: [{ ...nodes[0], material: { map: { src: 'hollow.png' } } }] }),
    422,
    'asset_undecodable',
  );
  assert.match(hollow.detail, 'hollow.png');
  const light = await problemOf(
    service.render({ ...cube(), environment: { src: 'page.png' } }),
    422,
    'environment_invalid',
  );
  assert.equal(pointersOf(light), ['/environment/src']);
});

test('one bad file among good ones is named, with every field that asks for it', async () => {
  const nodes = [{ model: 'chair.glb' }, { model: 'page.glb' }, { children: [{ model: { src: 'page.glb' } }] }];
  const told = await problemOf(service.render({ nodes }), 422, 'asset_not_a_model');
  assert.equal(pointersOf(told), ['/nodes/1/model', '/nodes/2/children/0/model/src']);
});

test('after all that, a good scene is drawn, by the same browser', async () => {
  await renderOf(service.render(model('chair.glb', { background: '#010203' })), 201);
  assert.is(await service.metric('darkroom_browsers{state="replaced"}'), 0);
  await service.close();
  await rm(root, { recursive: true });
});

test.run();
