import { request } from 'undici';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createLinks } from '../../../server/links.ts';
import { pictureOf, pointersOf, problemOf } from '../../support/answers.ts';
import { at, decode } from '../../support/pixels.ts';
import { drawn, openTestService, withService } from '../../support/service.ts';

const service = await openTestService();
const small = 'src=mug.glb&width=96&ground=none';

test('a model by its name alone is a picture of the default size', async () => {
  const picture = await decode(await pictureOf(service.get('/thumbnail?src=mug.glb'), 'image/png', 200));
  assert.equal([picture.width, picture.height], [512, 512]);
  assert.equal(at(picture, 0.01, 0.01), [255, 255, 255, 255]);
  assert.not.equal(at(picture, 0.5, 0.5), [255, 255, 255, 255]);
});

test('WebP for who takes it, PNG for who does not say', async () => {
  const chrome = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
  for (const [accept, type] of [
    [chrome, 'image/webp'],
    ['image/webp', 'image/webp'],
    ['*/*', 'image/png'],
    ['image/*', 'image/png'],
    ['image/png,image/webp;q=0.5', 'image/png'],
    ['image/webp;q=0', 'image/png'],
    ['text/html', 'image/png'],
  ] as const) {
    const answer = await service.get(`/thumbnail?${small}`, { accept });
    assert.match(answer.headers.get('vary') ?? '', 'Accept');
    await pictureOf(answer, type, 200);
  }
  await pictureOf(service.get(`/thumbnail?${small}&format=jpeg`, { accept: chrome }), 'image/jpeg', 200);
});

test('it is cached for a day, known again by its ETag, and drawn once', async () => {
  const answer = await service.get(`/thumbnail?${small}`);
  const etag = answer.headers.get('etag') ?? '';
  assert.match(answer.headers.get('cache-control') ?? '', 'public, max-age=86400');
  assert.is(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
  const bytes = await answer.bytes();
  const before = await drawn(service);
  const again = await request(`${service.url}/thumbnail?${small}`, { headers: { 'if-none-match': etag } });
  assert.is(again.statusCode, 304);
  assert.is((await again.body.bytes()).byteLength, 0);
  const head = await fetch(`${service.url}/thumbnail?${small}`, { method: 'HEAD' });
  assert.is(head.headers.get('content-length'), String(bytes.byteLength));
  assert.is(await drawn(service), before);
});

test('every parameter does what it says', async () => {
  const all = [
    'src=chair.glb&width=120&height=60&format=png&quality=80&sampling=draft&background=102030',
    'environment=sunset&orbit=-20,10.5&fov=40&margin=0.3&variant=oak&ground=none&toneMapping=agx&exposure=1.5',
  ].join('&');
  const picture = await decode(await pictureOf(service.get(`/thumbnail?${all}`), 'image/png', 200));
  assert.equal([picture.width, picture.height], [120, 60]);
  assert.equal(at(picture, 0.01, 0.5), [0x10, 0x20, 0x30, 255]);
  const different = [
    '',
    '&environment=sunset',
    '&orbit=90,0',
    '&fov=80',
    '&margin=0.3',
    '&exposure=2',
    '&toneMapping=agx',
  ];
  const pictures = await Promise.all(
    different.map(more => pictureOf(service.get(`/thumbnail?${small}${more}`), 'image/png', 200)),
  );
  assert.is(new Set(pictures.map(bytes => Buffer.from(bytes).toString('base64'))).size, different.length);
  const encoded = service.get(`/thumbnail?${small}&background=%23fff`);
  assert.equal(await pictureOf(encoded, 'image/png', 200), pictures[0], '#fff and white are one');
});

const wrong: [query: string, pointer: string, says: RegExp][] = [
  ['', '?src', /missing/],
  ['width=96', '?src', /missing/],
  ['src=', '?src', /./],
  [`${small}&widht=5`, '?widht', /unknown parameter "widht"; there are src, width/],
  [`${small}&__proto__=5`, '?__proto__', /unknown/],
  [`${small}&width=97`, '?width', /more than once/],
  [`${small}&src=mug.glb`, '?src', /more than once/],
  ['src=mug.glb&width=', '?width', /expected number/],
  ['src=mug.glb&width=abc', '?width', /expected number/],
  ['src=mug.glb&width=0', '?width', />=1/],
  ['src=mug.glb&width=100000&height=1', '?width', /<=8192/],
  ['src=mug.glb&height=1.5', '?height', /int/],
  [`${small}&format=gif`, '?format', /png/],
  [`${small}&quality=101`, '?quality', /<=100/],
  [`${small}&sampling=fine`, '?sampling', /draft/],
  [`${small}&background=red`, '?background', /./],
  [`${small}&environment=forest`, '?environment', /studio/],
  [`${small}&orbit=1`, '?orbit', /./],
  [`${small}&orbit=1,2,3`, '?orbit', /2 items/],
  [`${small}&orbit=a,b`, '?orbit', /number/],
  [`${small}&orbit=0,91`, '?orbit', /<=90/],
  [`${small}&fov=0`, '?fov', />=1/],
  [`${small}&margin=1`, '?margin', /0\.45/],
  [`${small}&ground=grass`, '?ground', /./],
  [`${small}&toneMapping=film`, '?toneMapping', /neutral/],
  [`${small}&exposure=-1`, '?exposure', />=0/],
  ['src=chair.glb&width=96&variant=plastic', '?variant', /"plastic".*"oak"/],
  [`${small}&scene=7`, '?scene', /no scene 7/],
  [`${small}&scene=Attic`, '?scene', /no scene "Attic"/],
];

for (const [query, pointer, says] of wrong)
  test(`refused, and says where: ${query || 'nothing'}`, async () => {
    const told = await problemOf(service.get(`/thumbnail?${query}`), 422, 'scene_invalid');
    assert.is(pointersOf(told)[0], pointer, JSON.stringify(told));
    assert.match(told.detail, says);
  });

test('a model that is not there is a 422 that points at src', async () => {
  const told = await problemOf(service.get('/thumbnail?src=cup.glb'), 422, 'asset_not_found');
  assert.equal(pointersOf(told), ['?src']);
  assert.match(told.detail, 'cup.glb');
  await problemOf(service.get('/thumbnail?src=../package.json'), 422, 'asset_path_forbidden');
});

test('where keys are asked for, a signature stands for one', async () => {
  const links = createLinks(['link-key'], 1000);
  const settings = { API_KEYS: 'secret', LINK_KEYS: 'link-key', STORE: service.store };
  await withService(
    settings,
    async guarded => {
      const path = `/thumbnail?${small}`;
      const signature = links.signatureOf(path);
      await problemOf(guarded.get(path), 401, 'key_missing');
      await problemOf(guarded.get(path, { authorization: 'Bearer wrong' }), 401, 'key_invalid');
      await pictureOf(guarded.get(path, { authorization: 'Bearer secret' }), 'image/png', 200);
      await pictureOf(guarded.get(`${path}&signature=${signature}`), 'image/png', 200);
      await pictureOf(guarded.get(`/thumbnail?signature=${signature}&${small}`), 'image/png', 200);

      const forged = [
        `${path}&signature=`,
        `${path}&signature=x`,
        `${path}0&signature=${signature}`,
        `${path}&exposure=2&signature=${signature}`,
        `${path}&signature=${signature}&signature=${signature}`,
        `${path}&signature=${createLinks(['other'], 1000).signatureOf(path)}`,
      ];
      for (const url of forged) await problemOf(guarded.get(url), 403, 'signature_invalid');
      const one = `${path}&signature=x`;
      await problemOf(guarded.get(one, { authorization: 'Bearer secret' }), 403, 'signature_invalid');
    },
    { chrome: false },
  );
});

test('after all that, a good one is drawn', async () => {
  await pictureOf(service.get(`/thumbnail?${small}&background=010203`), 'image/png', 200);
  await service.close();
});

test.run();
