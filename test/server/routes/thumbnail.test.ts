import sharp from 'sharp';
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

test('AVIF or WebP for who takes it, PNG for who does not say', async () => {
  const chrome = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
  for (const [accept, type] of [
    [chrome, 'image/avif'],
    ['image/webp', 'image/webp'],
    ['image/webp,image/avif', 'image/webp'],
    ['image/avif;q=0.5,image/webp', 'image/webp'],
    ['image/avif;q=0,image/webp', 'image/webp'],
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
  const explicit = await service.get(`/thumbnail?${small}&format=jpeg`, { accept: chrome });
  assert.is(explicit.headers.get('vary'), null, 'every client gets the same');
  await pictureOf(explicit, 'image/jpeg', 200);
  // it would take longer to encode than to draw
  await pictureOf(service.get('/thumbnail?src=mug.glb&w=520&sampling=draft', { accept: chrome }), 'image/webp', 200);
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

test('sizes have short names, and screens their density; what is about caches changes nothing', async () => {
  const sizeOf = async (query: string) => {
    const picture = await decode(await pictureOf(service.get(`/thumbnail?src=mug.glb&${query}`), 'image/png', 200));
    return [picture.width, picture.height];
  };
  assert.equal(await sizeOf('w=48'), [48, 48]);
  assert.equal(await sizeOf('w=48&h=24'), [48, 24]);
  assert.equal(await sizeOf('w=48&h=24&dpr=2'), [96, 48]);
  assert.equal(await sizeOf('width=31&dpr=1.5'), [47, 47]);
  assert.equal(await sizeOf('width=1'), [1, 1]);
  const before = await drawn(service);
  assert.equal(await sizeOf('width=48&v=2'), [48, 48]);
  assert.equal(await sizeOf('w=24&dpr=2&v=3'), [48, 48]);
  assert.is(await drawn(service), before, 'the same picture by other addresses');
});

test('a model that covers its picture leaves less of the background, and nothing above and below', async () => {
  const query = 'src=mug.glb&w=120&h=40&ground=none&background=0000ff&orbit=0,0&margin=0&sampling=draft';
  const blueOf = async (fit: string) => {
    const { data } = await decode(await pictureOf(service.get(`/thumbnail?${query}&fit=${fit}`), 'image/png', 200));
    const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
    return words.filter(word => word === 0xffff0000).length / words.length;
  };
  const [contained, covered] = [await blueOf('contain'), await blueOf('cover')];
  assert.ok(contained > 0.6 && covered < 0.4, `${contained} ${covered}`);
});

test('a JPEG of what is clear warns in its header, pointing to the parameter', async () => {
  const answer = await service.get(`/thumbnail?${small}&background=transparent&format=jpeg`);
  assert.match(answer.headers.get('x-warning') ?? '', /^\?background JPEG has no transparency/);
  await pictureOf(answer, 'image/jpeg', 200);
});

test('one pixel is what the whole picture is on average, also of what is thin or has a hole in its middle', async () => {
  for (const model of ['chair', 'flag', 'mug']) {
    const averageOf = async (side: number) => {
      const query = `src=${model}.glb&ground=none&width=${side}`;
      const picture = await pictureOf(service.get(`/thumbnail?${query}`), 'image/png', 200);
      return (await sharp(picture).stats()).channels.map(({ mean }) => mean);
    };
    const [one, many] = [await averageOf(1), await averageOf(64)];
    for (const [channel, mean] of one.entries())
      assert.ok(
        mean < 253 && Math.abs(mean - (many[channel] ?? 0)) < 24,
        `${model}: ${one.join()} is not ${many.join()}`,
      );
  }
});

test('a part of it is sent to who asks for one', async () => {
  const path = `/thumbnail?${small}`;
  const whole = await pictureOf(service.get(path), 'image/png', 200);
  const part = await service.get(path, { range: 'bytes=10-19' });
  assert.is(part.status, 206);
  assert.is(part.headers.get('content-range'), `bytes 10-19/${whole.byteLength}`);
  assert.equal(await part.bytes(), whole.slice(10, 20));
  await problemOf(service.get(path, { range: 'bytes=9999999-' }), 416, 'range_unsatisfiable');
});

const wrong: [query: string, pointer: string, says: RegExp][] = [
  ['', '?src', /missing/],
  ['width=96', '?src', /missing/],
  ['src=', '?src', /./],
  [`${small}&widht=5`, '?widht', /unknown parameter "widht" \(did you mean "width"\?\); there are src, width/],
  [`${small}&__proto__=5`, '?__proto__', /unknown/],
  [`${small}&width=97`, '?width', /more than once/],
  [`${small}&src=mug.glb`, '?src', /more than once/],
  [`${small}&w=97`, '?w', /more than once: as width too/],
  [`${small}&dpr=0`, '?dpr', /above 0 and up to 8, got 0/],
  [`${small}&dpr=two`, '?dpr', /above 0 and up to 8, got "two"/],
  ['src=mug.glb&w=0', '?w', /^\?w: expected at least 1, got 0$/],
  ['src=mug.glb&w=5000&dpr=2', '?w', /at most 8192, got 10000/],
  [`${small}&expires=tomorrow`, '?expires', /^\?expires: expected whole seconds since 1970/],
  [`${small}&fit=crop`, '?fit', /"contain" or "cover"/],
  ['src=mug.glb&width=', '?width', /expected a whole number, got ""/],
  ['src=mug.glb&width=abc', '?width', /expected a whole number, got "abc"/],
  ['src=mug.glb&width=0', '?width', /at least 1/],
  ['src=mug.glb&width=100000&height=1', '?width', /at most 8192/],
  ['src=mug.glb&height=1.5', '?height', /whole number, got 1\.5/],
  [`${small}&format=gif`, '?format', /png.*got "gif"/],
  [`${small}&quality=101`, '?quality', /at most 100/],
  [`${small}&sampling=fine`, '?sampling', /draft/],
  [`${small}&background=red`, '?background', /./],
  [`${small}&environment=forest`, '?environment', /studio/],
  [`${small}&orbit=1`, '?orbit', /^\?orbit: expected azimuth,elevation in degrees, such as 30,15, got 1$/],
  [`${small}&orbit=1,2,3`, '?orbit', /30,15/],
  [`${small}&orbit=a,b`, '?orbit', /number/],
  [`${small}&orbit=0,91`, '?orbit', /at most 90/],
  [`${small}&fov=0`, '?fov', /at least 1/],
  [`${small}&margin=1`, '?margin', /0\.45/],
  [`${small}&ground=grass`, '?ground', /./],
  [`${small}&toneMapping=film`, '?toneMapping', /neutral/],
  [`${small}&exposure=-1`, '?exposure', /at least 0/],
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

test('a model that is not there is a 404 that points at src, and is asked for again after a minute', async () => {
  const answer = await service.get('/thumbnail?src=cup.glb');
  assert.is(answer.headers.get('cache-control'), 'public, max-age=60');
  const told = await problemOf(answer, 404, 'asset_not_found');
  assert.equal(pointersOf(told), ['?src']);
  assert.match(told.detail, 'cup.glb');
  const near = await problemOf(service.get('/thumbnail?src=chiar.glb'), 404, 'asset_not_found');
  assert.match(near.detail, 'did you mean "chair.glb"?');
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
      const keyed = await guarded.get(path, { authorization: 'Bearer secret' });
      assert.is(keyed.headers.get('cache-control'), 'private, max-age=86400', 'no cache gives it to who has no key');
      await pictureOf(keyed, 'image/png', 200);
      await pictureOf(guarded.get(`${path}&signature=${signature}`), 'image/png', 200);
      const signed = await guarded.get(`/thumbnail?signature=${signature}&${small}`);
      assert.is(signed.headers.get('access-control-allow-origin'), '*', 'who has the address may read it');
      await pictureOf(signed, 'image/png', 200);
      const turned = small.split('&').toReversed().join('&');
      await pictureOf(guarded.get(`/thumbnail?${turned}&signature=${signature}`), 'image/png', 200);

      const until = async (expires: number | string) => {
        const url = `/thumbnail?expires=${expires}&${small}`;
        return guarded.get(`${url}&signature=${links.signatureOf(url)}`);
      };
      const now = Math.floor(Date.now() / 1000);
      const good = await until(now + 100);
      assert.match(good.headers.get('cache-control') ?? '', /^public, max-age=(99|100)$/);
      await pictureOf(good, 'image/png', 200);
      await problemOf(until(now - 1), 403, 'signature_expired');
      await problemOf(until('tomorrow'), 422, 'scene_invalid');
      const later = `/thumbnail?expires=${now - 1}&${small}`;
      const moved = later.replace(`${now - 1}`, `${now + 100}`);
      await problemOf(guarded.get(`${moved}&signature=${links.signatureOf(later)}`), 403, 'signature_invalid');

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
