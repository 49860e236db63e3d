import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, pointersOf, problemOf, renderOf } from '../support/answers.ts';
import { readZip } from '../../server/assets/checks/models/zip.ts';
import { chart, paint } from '../support/gltf/images.ts';
import { at, decode, type Pixels } from '../support/pixels.ts';
import { alike, hueAt } from '../support/sent.ts';
import { openTestService } from '../support/service.ts';
import { zip } from '../support/zip.ts';
import { covered, dataUri, type Json } from './assets/make-model.ts';

const root = await mkdtemp(join(tmpdir(), 'missing-'));
const service = await openTestService({ ASSET_ROOT: root });
const letters = new URL('../../scenes/models/formats/', import.meta.url);
const png = await paint(chart, 32);

const plain = { width: 64, height: 64 } as const;
const look = 'width=64&height=64&ground=none&background=transparent&orbit=0,0&toneMapping=none';
const scene = {
  output: plain,
  ground: 'none',
  background: 'transparent',
  camera: { orbit: [0, 0] },
  toneMapping: 'none',
};

/** A square that fills the picture. */
const square = 'v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nvt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nusemtl m\nf 1/1 2/2 3/3 4/4\n';

interface Answer {
  picture: Pixels;
  warning: string;
  caching: string;
}

async function answerOf(answering: Promise<Response>, status: number): Promise<Answer> {
  const answer = await answering;
  const picture = await decode(await pictureOf(answer, 'image/png', status));
  const { headers } = answer;
  return { picture, warning: headers.get('x-warning') ?? '', caching: headers.get('cache-control') ?? '' };
}

/** Draws a model as a thumbnail, without what is missing. */
async function thumbnail(src: string): Promise<Answer> {
  return answerOf(service.get(`/thumbnail?src=${encodeURIComponent(src)}&format=png&missing=substitute&${look}`), 200);
}

async function put(files: Readonly<Record<string, string | Uint8Array | Json>>): Promise<void> {
  for (const [name, content] of Object.entries(files))
    await writeFile(
      join(root, name),
      typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
    );
}

async function withoutImages(letter: string): Promise<Buffer> {
  const files = readZip(await readFile(new URL(letter, letters))).filter(({ name }) => !name.endsWith('.png'));
  return zip(Object.fromEntries(await Promise.all(files.map(async file => [file.name, await file.read()]))));
}

/** Neither white nor black, and without a hue. */
function isClay(picture: Pixels, x = 0.5, y = 0.5): boolean {
  const [red, , blue] = at(picture, x, y);
  return hueAt(picture, x, y) === 'w' && red > 120 && red < 215 && red >= blue;
}

test('a letter of each format that names files beside itself, sent without them', async () => {
  const usd = await readFile(new URL('letter.usda', letters));
  const sent: [name: string, missing: string, content?: Buffer][] = [
    ['letter.dae', 'file:///C:/work/up%20arrow.png'],
    ['letter-text.fbx', String.raw`textures\arrow.png`],
    ['letter.3ds', 'ARROW.PNG'],
    ['letter.wrl', 'arrow.png'],
    ['letter.usda', './textures/arrow.png'],
    ['package.3mf', '/3D/Textures/arrow.png', await withoutImages('letter.3mf')],
    ['package.usdz', './textures/arrow.png', zip({ 'letter.usda': usd })],
  ];
  for (const [name, missing, content] of sent) {
    const form = new FormData();
    form.append('file', new Blob([content ?? (await readFile(new URL(name, letters)))]), name);
    const answering = fetch(`${service.url}/renders?missing=substitute&${look}`, {
      method: 'POST',
      body: form,
      headers: { accept: 'image/png' },
    });
    const { picture, warning } = await answerOf(answering, 201);
    assert.is(warning.replace(/^\S+ /, ''), `${name} names "${missing}", which was not found: it is drawn without`);
    assert.ok(isClay(picture, 0.25, 0.6), `${name}: ${at(picture, 0.25, 0.6).join()}`);
    assert.is(hueAt(picture, 0.5, 0.2), 'r', name);
    assert.match(hueAt(picture, 0.47, 0.5), /^rg?$/, name);
  }
});

test('an OBJ without its MTL has the default material; what its MTL says is kept where an image is missing', async () => {
  await put({
    'bare.obj': `mtllib bare.mtl\n${square}`,
    'red.obj': `mtllib red.mtl\n${square}`,
    'red.mtl': 'newmtl m\nKd 0.8 0.1 0.1\nmap_Kd maps/red.png\nmap_Ke glow.tga\n',
    'white.obj': `mtllib white.mtl\n${square}`,
    'white.mtl': 'newmtl m\nKd 1 1 1\nmap_Kd white.png\nbump relief.png\n',
  });
  const bare = await thumbnail('bare.obj');
  assert.ok(isClay(bare.picture), at(bare.picture, 0.5, 0.5).join());
  assert.is(bare.warning, '?src bare.obj names "bare.mtl", which was not found: it is drawn without');
  assert.is(bare.caching, 'public, max-age=60');
  const red = await thumbnail('red.obj');
  assert.is(hueAt(red.picture, 0.5, 0.5), 'r');
  assert.match(red.warning, /red\.obj names "maps\/red\.png", .*; \?src red\.obj names "glow\.tga", /);
  assert.ok(isClay((await thumbnail('white.obj')).picture));
});

test('a glTF without an image has the rest of its material', async () => {
  const base = { baseColorTexture: { index: 0 } };
  await put({
    'white.gltf': covered({ pbrMetallicRoughness: base }, [{ uri: 'gone.png' }]),
    'blue.gltf': covered(
      { pbrMetallicRoughness: { ...base, baseColorFactor: [0.05, 0.1, 0.8, 1], metallicFactor: 0 } },
      [{ uri: 'gone.png' }],
    ),
    'glow.gltf': covered(
      {
        pbrMetallicRoughness: { baseColorFactor: [0.8, 0.05, 0.05, 1], metallicRoughnessTexture: { index: 0 } },
        emissiveFactor: [1, 1, 1],
        emissiveTexture: { index: 0 },
      },
      [{ uri: 'gone.png' }],
    ),
    'page.gltf': covered({ pbrMetallicRoughness: base }, [{ uri: 'page.png' }]),
    'page.png': '<!doctype html><title>404</title>',
  });
  const white = await thumbnail('white.gltf');
  assert.ok(isClay(white.picture), at(white.picture, 0.5, 0.5).join());
  assert.match(white.warning, 'white.gltf names "gone.png", which was not found');
  assert.is(hueAt((await thumbnail('blue.gltf')).picture, 0.5, 0.5), 'b');
  assert.is(hueAt((await thumbnail('glow.gltf')).picture, 0.5, 0.5), 'r', 'it neither glows nor is of metal');
  const page = await thumbnail('page.gltf');
  assert.ok(isClay(page.picture));
  assert.match(page.warning, 'page.gltf names "page.png", which is not an image that is read');
});

test('three.js JSON without an image, and a PLY', async () => {
  await put({
    'scene.json': {
      metadata: { version: 4.6, type: 'Object', generator: 'Object3D.toJSON' },
      geometries: [{ uuid: 'g', type: 'PlaneGeometry', width: 1, height: 1 }],
      materials: [{ uuid: 'm', type: 'MeshStandardMaterial', color: 0xffffff, map: 't', side: 2 }],
      textures: [{ uuid: 't', image: 'i' }],
      images: [{ uuid: 'i', url: 'maps/gone.png' }],
      object: { uuid: 'o', type: 'Mesh', geometry: 'g', material: 'm' },
    },
    'scan.ply': await readFile(new URL('letter-textured.ply', letters)),
  });
  const scene = await thumbnail('scene.json');
  assert.ok(isClay(scene.picture), at(scene.picture, 0.5, 0.5).join());
  assert.match(scene.warning, 'scene.json names "maps/gone.png", which was not found');
  const scan = await thumbnail('scan.ply');
  assert.ok(isClay(scan.picture, 0.25, 0.6));
  assert.match(scan.warning, 'scan.ply names "arrow.bmp", which was not found');
});

test('an image in place of a missing one is seen as it is', async () => {
  const material = { name: 'skin', pbrMetallicRoughness: { baseColorTexture: { index: 0 } } };
  await put({
    'whole.gltf': covered(material, [{ uri: dataUri(png, 'image/png') }]),
    'look.gltf': covered(material, [{ uri: 'gone.png' }]),
  });
  const drawn = async (src: string, change: object) => {
    const model = { src, missing: 'substitute', materials: { skin: { metalness: 0, roughness: 0.7, ...change } } };
    return (await answerOf(service.render({ ...scene, model }, { accept: 'image/png' }), 201)).picture;
  };
  alike(await drawn('look.gltf', { map: dataUri(png, 'image/png') }), await drawn('whole.gltf', {}), 'the image');
});

test('without the choice a missing file is a problem that names it, and the choice', async () => {
  await put({ 'strict.obj': `mtllib strict.mtl\n${square}` });
  for (const [sent, pointer] of [
    [{ model: 'strict.obj' }, '/model'],
    [
      { nodes: [{ model: { src: 'strict.obj', missing: 'substitute' } }, { model: 'strict.obj' }] },
      '/nodes/0/model/src',
    ],
  ] as const) {
    const told = await problemOf(service.render({ ...scene, ...sent }), 422, 'asset_not_found');
    assert.match(
      told.detail,
      /^strict\.mtl \(in strict\.obj\) is named by the model, and was not found: .*"missing": "substitute"/,
    );
    assert.is(pointersOf(told)[0], pointer);
  }
});

test('a file that comes later makes another render; a stored one keeps its warnings', async () => {
  await put({ 'later.obj': `mtllib later.mtl\n${square}` });
  const body = { ...scene, nodes: [{ model: { src: 'later.obj', missing: 'substitute' } }] };
  const detail = 'later.obj names "later.mtl", which was not found: it is drawn without';
  const warnings = [{ code: 'file_missing', pointer: '/nodes/0/model/src', detail }];
  const first = await renderOf(service.render(body), 201);
  assert.equal(first.warnings, warnings);
  const again = await renderOf(service.render(body), 200);
  assert.equal([again.id, again.warnings], [first.id, warnings]);
  assert.equal((await renderOf(service.get(`/renders/${first.id}`))).warnings, warnings);
  await put({ 'later.mtl': 'newmtl m\nKd 0.1 0.8 0.1\n' });
  const after = await renderOf(service.render(body), 201);
  assert.not.equal(after.id, first.id);
  assert.is(after.warnings, undefined);
  const { picture, caching } = await thumbnail('later.obj');
  assert.is(hueAt(picture, 0.5, 0.5), 'g');
  assert.match(caching, 'public, max-age=86400');
});

test('another word is told what was meant', async () => {
  const told = await problemOf(
    service.render({ model: { src: 'later.obj', missing: 'substitude' } }),
    422,
    'scene_invalid',
  );
  assert.match(told.detail, '/model/missing: expected "substitute", got "substitude" (did you mean "substitute"?)');
  const asked = await problemOf(service.get('/thumbnail?src=later.obj&missing=1'), 422, 'scene_invalid');
  assert.equal(pointersOf(asked), ['?missing']);
});

test('close', async () => {
  await service.close();
  await rm(root, { recursive: true });
});

test.run();
