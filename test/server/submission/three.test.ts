import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { at, decode } from '../../support/pixels.ts';
import { openTestService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';

const service = await openTestService();

type Json = Record<string, unknown>;

function post(body: unknown, query = '', headers: Record<string, string> = {}): Promise<Response> {
  const type = { 'content-type': 'application/json' };
  return fetch(`${service.url}/renders?width=96&height=96${query}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...type, ...headers },
  });
}

async function picture(body: unknown, query = '') {
  const answer = post(body, query, { accept: 'image/*' });
  return decode(await pictureOf(answer, 'image/png', 201));
}

/** Looks at the front of a box that is red there and blue on top. */
const matrix = (x: number, y: number, z: number) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1];
const camera = { type: 'PerspectiveCamera', fov: 40, near: 0.1, far: 100, matrix: matrix(0, 0, 5) };
const material = (color: number) => ({ uuid: `m${color}`, type: 'MeshBasicMaterial', color });
const sides = [0x00ff00, 0x00ff00, 0x0000ff, 0x00ff00, 0xcc3322, 0x00ff00].map(material);

function scene(over: Json = {}, children: Json[] = []): Json {
  const box = { type: 'Mesh', geometry: 'g', material: sides.map(({ uuid }) => uuid) };
  return {
    metadata: { version: 4.7, type: 'Object', generator: 'Object3D.toJSON' },
    geometries: [{ uuid: 'g', type: 'BoxGeometry', width: 2, height: 2, depth: 2 }],
    materials: [0x00ff00, 0x0000ff, 0xcc3322].map(material),
    object: { type: 'Scene', background: 0x204060, children: [box, ...children], ...over },
  };
}

test('a scene is seen by its own camera, before its own background, in its own colours', async () => {
  const seen = await picture(scene({}, [camera]));
  assert.equal(at(seen, 0.5, 0.5), [0xcc, 0x33, 0x22, 255]);
  assert.equal(at(seen, 0.02, 0.02), [0x20, 0x40, 0x60, 255]);
});

test('without a camera it is framed, and the query may say how', async () => {
  const framed = await picture(scene());
  // from the right and above: its side, its front, and a little of its top
  const colors = new Set(new Uint32Array(framed.data.buffer, framed.data.byteOffset, framed.data.length / 4));
  for (const color of [0xff00ff00, 0xffff0000, 0xff2233cc]) assert.ok(colors.has(color), color.toString(16));
  const above = await picture(scene({}, [camera]), '&orbit=0,90&background=ffffff');
  assert.equal(at(above, 0.5, 0.5), [0, 0, 255, 255]);
  assert.equal(at(above, 0.02, 0.02), [255, 255, 255, 255]);
});

test('the editor’s app is its scene, seen by its camera, and its scripts are told of', async () => {
  const scripts = { 'a/b': [{ name: '', source: 'throw new Error();' }], c: [] };
  const app = { metadata: {}, project: { toneMapping: 0 }, camera: { object: camera }, scene: scene(), scripts };
  const render = await renderOf(post(app), 201);
  assert.equal(
    render.warnings?.map(({ pointer }) => pointer),
    ['/scripts/a~1b'],
  );
  const answer = await post(app, '', { accept: 'image/*' });
  assert.match(answer.headers.get('x-warning') ?? '', /^\/scripts\/a~1b .*not run/);
  assert.equal(at(await decode(await pictureOf(answer, 'image/png', 200)), 0.5, 0.5), [0xcc, 0x33, 0x22, 255]);
  const plain = await renderOf(post({ ...app, scripts: {} }), 201);
  assert.is(plain.warnings, undefined);
  const exposed = { ...app, project: { toneMapping: 1, toneMappingExposure: 0.5 } };
  const [red] = at(await picture(exposed), 0.5, 0.5);
  assert.ok(red > 0x80 && red < 0xa0, `half of the light: ${red}`);
});

test('a geometry alone is a model in the default material', async () => {
  const position = { itemSize: 3, type: 'Float32Array', array: [0, 0, 0, 1, 0, 0, 0, 1, 0] };
  const seen = await picture({
    metadata: { type: 'BufferGeometry', version: 4.7 },
    data: { attributes: { position } },
  });
  const [red, green, blue] = at(seen, 0.4, 0.6);
  assert.ok(Math.abs(red - blue) < 40 && red > 100 && red < 250, `${red} ${green} ${blue}`);
});

test('code is refused with a pointer to each place of it', async () => {
  const body = scene();
  Object.assign((body['materials'] as Json[])[1] ?? {}, { type: 'ShaderMaterial', fragmentShader: 'void main() {}' });
  assert.equal(pointersOf(await problemOf(post(body), 422, 'three_code')), ['/materials/1']);
  const app = { metadata: { type: 'App' }, project: {}, scene: body };
  assert.equal(pointersOf(await problemOf(post(app), 422, 'three_code')), ['/scene/materials/1']);
  const nodes = { ...scene(), nodes: [{ uuid: 'n', type: 'CodeNode', code: 'fn f() {}' }] };
  assert.equal(pointersOf(await problemOf(post(nodes), 422, 'three_code')), ['/nodes']);
});

test('an image is fetched as any other file is: by the service, and from public hosts alone', async () => {
  const images = [{ uuid: 'i', url: 'http://127.0.0.1:1/secret.png' }];
  const textures = [{ uuid: 't', image: 'i' }];
  const told = await problemOf(post({ ...scene(), images, textures }), 422, 'asset_address_forbidden');
  assert.match(told.detail, '127.0.0.1');
  const beside = [{ uuid: 'i', url: 'textures/wood.png' }];
  assert.match(
    (await problemOf(post({ ...scene(), images: beside, textures }), 422, 'asset_not_found')).detail,
    'wood.png',
  );
});

test('a scene of this service may be made of one', async () => {
  const form = (body: Json) => {
    const parts = new FormData();
    parts.append('scene', JSON.stringify(body));
    parts.append('file', new Blob([JSON.stringify(scene({}, [camera]))]), 'box.json');
    return fetch(`${service.url}/renders`, { method: 'POST', body: parts, headers: { accept: 'image/*' } });
  };
  const output = { width: 64, height: 64 };
  const body = {
    model: 'box.json',
    camera: { from: 0 },
    background: 'model',
    toneMapping: 'none',
    ground: 'none',
    output,
  };
  const seen = await decode(await pictureOf(form(body), 'image/png', 201));
  assert.equal(at(seen, 0.5, 0.5), [0xcc, 0x33, 0x22, 255]);
  assert.equal(at(seen, 0.02, 0.02), [0x20, 0x40, 0x60, 255]);
  const told = await problemOf(form({ ...body, environment: 'model' }), 422, 'scene_invalid');
  assert.equal(pointersOf(told), ['/environment']);
  assert.match(told.detail, 'no environment');
});

test('after all that, a good scene is drawn, by the same browser', async () => {
  await renderOf(service.render(cube('#123456')), 201);
  assert.is(await service.metric('darkroom_browsers{state="replaced"}'), 0);
  await service.close();
});

test.run();
