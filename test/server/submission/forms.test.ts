import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { at, decode } from '../../support/pixels.ts';
import { openTestService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';
import { dataUri, gltf, textured, triangleBytes } from '../assets/make-model.ts';

const service = await openTestService();
const models = new URL('../../../scenes/models/', import.meta.url);
const [mug, tiles] = await Promise.all(
  ['mug.glb', 'textures/tiles.jpg'].map(async name => new Uint8Array(await readFile(new URL(name, models)))),
);
const output = { width: 96, height: 96 };
const small = '?width=96&height=96&ground=none';

type Entry = [field: string, content: string | Uint8Array<ArrayBuffer> | undefined, file?: string];

function send(entries: readonly Entry[], query = '', headers: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [field, content = '', file] of entries)
    if (file === undefined) form.append(field, String(content));
    else form.append(field, new Blob([content]), file);
  return fetch(`${service.url}/renders${query}`, { method: 'POST', body: form, headers });
}

/** A body as it is on the wire. */
function raw(body: string, type = 'multipart/form-data; boundary=X'): Promise<Response> {
  return fetch(`${service.url}/renders`, { method: 'POST', body, headers: { 'content-type': type } });
}

function part(disposition: string, content: string): string {
  return `--X\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
}

test('a scene finds its files by their names, folders kept', async () => {
  const scene = {
    nodes: [{ geometry: { type: 'plane' }, material: { type: 'basic', map: 'textures/wood tiles.jpg' } }],
    camera: { orbit: [0, 0] },
    output,
  };
  const entries: Entry[] = [
    ['scene', JSON.stringify(scene)],
    ['any', tiles, 'textures/wood tiles.jpg'],
  ];
  const first = await renderOf(send(entries), 201);
  // a client that sends no folders: the field's name has them
  entries[1] = ['textures/wood tiles.jpg', tiles, 'wood tiles.jpg'];
  assert.is((await renderOf(send(entries), 200)).id, first.id);
  entries[1] = ['any', tiles, 'textures\\wood tiles.jpg'];
  assert.is((await renderOf(send(entries), 200)).id, first.id);
  entries[1] = ['any', tiles, 'other.jpg'];
  const told = await problemOf(send(entries), 422, 'asset_not_found');
  assert.equal(pointersOf(told), ['/nodes/0/material/map']);
});

test('a scene as a file, with a model beside it', async () => {
  const scene = JSON.stringify({ model: 'my mug.glb', ground: 'none', output });
  const entries: Entry[] = [
    ['scene', scene, 'scene.json'],
    ['model', mug, 'my mug.glb'],
  ];
  await renderOf(send(entries), 201);
});

test('glTF with its files in folders, as the scene or as the only model', async () => {
  const image = { uri: 'textures/tiles.jpg' };
  const model = new Uint8Array(gltf('one.bin', textured(image, { buffers: [{ byteLength: 44, uri: 'one.bin' }] })));
  const files: Entry[] = [
    ['files', new Uint8Array(triangleBytes()), 'house/one.bin'],
    ['files', tiles, 'house/textures/tiles.jpg'],
  ];
  const { id } = await renderOf(send([['scene', model, 'house/model.gltf'], ...files], small), 201);
  assert.is((await renderOf(send([['files', model, 'house/model.gltf'], ...files], small), 200)).id, id);
  const told = await problemOf(
    send([['scene', model, 'house/model.gltf'], ...files.slice(1)], small),
    422,
    'asset_not_found',
  );
  assert.match(told.detail, 'one.bin');
});

test('exactly one model needs no scene', async () => {
  const bytes = await pictureOf(
    send(
      [
        ['m', mug, 'mug.glb'],
        ['i', tiles, 'unused.jpg'],
      ],
      small,
      { accept: 'image/*' },
    ),
    'image/png',
    200,
  );
  assert.is(at(await decode(bytes), 0, 0)[3], 255);
  const two: Entry[] = [
    ['m', mug, 'a.glb'],
    ['m', mug, 'b.glb'],
  ];
  assert.match((await problemOf(send(two), 400, 'multipart_invalid')).detail, /2 models \("a.glb", "b.glb"\)/);
  assert.match((await problemOf(send([['i', tiles, 'x.jpg']]), 400, 'multipart_invalid')).detail, /no model.*"x.jpg"/);
});

test('what is wrong with a form is said', async () => {
  const scene = JSON.stringify(cube());
  const cases: [entries: Entry[], says: RegExp][] = [
    [
      [
        ['scene', scene],
        ['scene', scene],
      ],
      /two parts called "scene"/,
    ],
    [
      [
        ['scene', scene],
        ['a', tiles, 'x.jpg'],
        ['b', tiles, 'x.jpg'],
      ],
      /two files called "x.jpg"/,
    ],
    [
      [
        ['scene', scene],
        ['width', '96'],
      ],
      /field "width"/,
    ],
    [
      [
        ['scene', scene],
        ['a', tiles, '../x.jpg'],
      ],
      /"\.\.\/x.jpg"/,
    ],
    [
      [
        ['scene', scene],
        ['a', tiles, 'a/../../x.jpg'],
      ],
      /".."/,
    ],
    [
      [
        ['scene', scene],
        ['a', tiles, '/etc/passwd'],
      ],
      /relative/,
    ],
    [
      [
        ['scene', scene],
        ['a', tiles, 'C:\\x.jpg'],
      ],
      /relative/,
    ],
    [
      [
        ['scene', scene],
        ['a', tiles, `${'x'.repeat(2000)}.jpg`],
      ],
      /characters/,
    ],
  ];
  for (const [entries, says] of cases)
    assert.match((await problemOf(send(entries), 400, 'multipart_invalid')).detail, says, String(says));
  await problemOf(send([['scene', '{']]), 400, 'not_json');
  const wrong = await problemOf(send([['scene', JSON.stringify({ ...cube(), camra: 1 })]]), 422, 'scene_invalid');
  assert.equal(pointersOf(wrong), ['/camra']);
});

test('a form that is broken is a 400, not a wait', async () => {
  const whole = part('name="scene"', JSON.stringify(cube()));
  const broken: [body: string, type?: string][] = [
    [whole],
    [''],
    ['--X--\r\n'],
    [whole.slice(0, 60)],
    [`${whole}--X--\r\n`, 'multipart/form-data; boundary=Y'],
    [`${whole}--X--\r\n`, 'multipart/form-data'],
    [`${whole}--X--\r\n`.replaceAll('\r\n', '\n')],
    [`${whole}${part('name="f"; filename="a.png"', 'abc').slice(0, -4)}`],
  ];
  for (const [body, type] of broken) await problemOf(raw(body, type), 400, 'multipart_invalid');
  await renderOf(raw(`${whole}--X--\r\n`), 201);
});

test('more parts than may be, and more bytes, are a 413', async () => {
  const parts = Array.from({ length: 1100 }, (_, index) => part(`name="f"; filename="${index}.png"`, 'x')).join('');
  assert.match((await problemOf(raw(`${parts}--X--\r\n`), 413, 'body_too_large')).detail, '1000');
  const large = new Uint8Array(64 * 1024 * 1024);
  await problemOf(send([['f', large, 'large.glb']]), 413, 'body_too_large');
});

test('a file of a form is checked as any other', async () => {
  const scene = JSON.stringify({ model: 'a.glb', output });
  const cut = mug?.slice(0, 3000);
  const told = await problemOf(
    send([
      ['scene', scene],
      ['f', cut, 'a.glb'],
    ]),
    422,
    'asset_truncated',
  );
  assert.equal(pointersOf(told), ['/model']);
  const inside = new Uint8Array(
    gltf('', textured({ uri: 'x.png' }, { buffers: [{ byteLength: 44, uri: dataUri(triangleBytes()) }] })),
  );
  const files: Entry[] = [
    ['scene', inside, 'a.gltf'],
    ['f', 'no image', 'x.png'],
  ];
  assert.match((await problemOf(send(files), 422, 'image_invalid')).detail, 'x.png');
});

test('an image whose pixels are broken, which its outside does not tell, is named', async () => {
  const black = sharp({ create: { width: 64, height: 64, channels: 3, background: '#000000' } });
  const broken = new Uint8Array(await black.png().toBuffer());
  // the first of what is compressed
  const at = Buffer.from(broken).indexOf('IDAT') + 6;
  broken.fill(0xff, at, at + 8);
  const corners = [0, 1, 2].map(i => `v ${i % 2} ${i >> 1} 0\nvt ${i % 2} ${i >> 1}\n`).join('');
  const told = await problemOf(
    send([
      ['f', `mtllib a.mtl\n${corners}usemtl a\nf 1/1 2/2 3/3\n`, 'a.obj'],
      ['f', 'newmtl a\nmap_Kd skin.png\n', 'a.mtl'],
      ['f', broken, 'skin.png'],
    ]),
    422,
    'asset_undecodable',
  );
  assert.match(told.detail, /a\.obj refers to skin\.png, which could not be decoded/);
});

test('after all that, a good scene is drawn, by the same browser', async () => {
  await renderOf(service.render(cube('#123456')), 201);
  assert.is(await service.metric('darkroom_browsers{state="replaced"}'), 0);
  await service.close();
});

test.run();
