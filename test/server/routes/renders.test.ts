import { request } from 'undici';
import { bestEngine } from '../../support/studio.ts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pictureOf, problemOf, renderOf } from '../../support/answers.ts';
import { at, decode } from '../../support/pixels.ts';
import { drawn, openTestService, withService } from '../../support/service.ts';
import { cube } from '../../support/small.ts';

const service = await openTestService();
/** What is stored can be found without. */
const noChrome = { chrome: false };
const image = { accept: 'image/*' };
/** As a browser's cache asks: `fetch` would add that no cache may answer. */
const ask = (path: string, known: string) => request(service.url + path, { headers: { 'if-none-match': known } });

test('a scene is drawn, stored and named, and its picture is right', async () => {
  const answer = await service.render(cube('#cc3322'));
  const render = await renderOf(answer, 201);
  const [frame] = render.frames;
  assert.is(answer.headers.get('location'), `${service.url}/renders/${render.id}`);
  assert.match(answer.headers.get('server-timing') ?? '', /\bencode;dur=\d/);
  assert.match(answer.headers.get('vary') ?? '', 'Accept');
  assert.is(render.frames.length, 1);
  assert.is(frame?.name, 'main.png');
  assert.is(frame?.url, `${service.url}/renders/${render.id}/main.png`);
  assert.ok(render.preview.startsWith(`${service.url}/previews/${render.id}.`), render.preview);
  assert.ok((render.timings['total'] ?? 0) > 0);
  const { engine, adapter } = render.renderer;
  assert.is(engine, bestEngine);
  assert.match(adapter, { gpu: /./, lavapipe: /^mesa software$/, swiftshader: /^google swiftshader$/ }[engine]);

  const bytes = await pictureOf(fetch(frame?.url ?? ''), 'image/png', 200);
  assert.is(bytes.byteLength, frame?.bytes);
  const picture = await decode(bytes);
  assert.equal([picture.width, picture.height], [96, 96]);
  assert.equal(at(picture, 0, 0), [255, 255, 255, 255]);
  const [red, green, blue] = at(picture, 0.5, 0.5);
  assert.ok(red > 90 && red > 2 * green && red > 2 * blue, `${red} ${green} ${blue}`);
});

test('the same again is found: nothing is drawn, and the answer is the same', async () => {
  const first = await renderOf(service.render(cube('#336699')), 201);
  const before = await drawn(service);
  assert.equal(await renderOf(service.render(cube('#336699')), 200), first);
  assert.equal(await renderOf(service.get(`/renders/${first.id}`), 200), first);
  assert.is(await drawn(service), before);
});

test('however a scene is written, it is the same render', async () => {
  const texts = [
    '{"nodes":[{"geometry":{"type":"box"},"material":{"color":"#CC3344"}}],"output":{"width":96,"height":96}}',
    '{ "output": {"height": 96.0, "width": 9.6e1}, "nodes": [ {"material": {"color": "#c34"}, "geometry": {"type": "box"}} ] }',
    '{"nodes":[{"geometry":{"type":"box","size":[1,1,1]},"material":{"color":"#cc3344"},"position":[0,-0,0],"scale":1}],"views":{"main":{}},"environment":"studio","background":"#FFF","ground":"none","output":{"width":96,"height":96,"format":"png","quality":90}}',
  ];
  const ids = new Set<string>();
  for (const [index, text] of texts.entries())
    ids.add((await renderOf(service.render(text), index === 0 ? 201 : 200)).id);
  assert.is(ids.size, 1, [...ids].join(' '));
  const other = texts[0]?.replace('#CC3344', '#CC3345');
  assert.not(ids.has((await renderOf(service.render(other), 201)).id));
});

test('Accept: image/* gives the picture itself, drawn or stored', async () => {
  const [now, again] = [await service.render(cube('#22aa55'), image), await service.render(cube('#22aa55'), image)];
  const bytes = await pictureOf(now, 'image/png', 201);
  assert.equal(await pictureOf(again, 'image/png', 200), bytes);
  const place = now.headers.get('content-location') ?? '';
  assert.match(place, /\/renders\/[0-9a-f]{40}\/main\.png$/);
  assert.is(now.headers.get('location'), place.replace('/main.png', ''));
  assert.equal(await pictureOf(fetch(place), 'image/png', 200), bytes);
});

test('each format has its own type, name and bytes', async () => {
  const formats = [
    ['png', 'image/png', 'main.png', '89504e47'],
    ['jpeg', 'image/jpeg', 'main.jpg', 'ffd8ff'],
    ['webp', 'image/webp', 'main.webp', '52494646'],
    ['avif', 'image/avif', 'main.avif', '000000'],
  ] as const;
  for (const [format, type, name, magic] of formats) {
    const answer = await service.render(cube('#8844aa', { output: { width: 80, height: 48, format } }), image);
    const bytes = await pictureOf(answer, type, 201);
    assert.ok(Buffer.from(bytes).toString('hex').startsWith(magic), format);
    assert.ok(answer.headers.get('content-location')?.endsWith(`/${name}`));
    const picture = await decode(bytes);
    assert.equal([picture.width, picture.height], [80, 48], format);
    const [red, green, blue] = at(picture, 0.5, 0.5);
    assert.ok(blue > red && red > green, `${format}: ${red} ${green} ${blue}`);
  }
});

test('who asks for JSON, or for nothing in particular, gets JSON', async () => {
  for (const accept of ['*/*', 'application/json', 'application/json, image/png;q=0.5', 'text/html, */*;q=0.8'])
    await renderOf(service.render(cube('#22aa55'), { accept }), 200);
});

test('what a scene is called is no part of its id, and heads the page behind its own link alone', async () => {
  const plain = cube('#cc3322');
  const named = { $schema: `${service.url}/schemas/scene.json`, title: 'A red cube', ...plain };
  const [called, other] = [await renderOf(service.render(named), 200), await renderOf(service.render(plain), 200)];
  assert.is(called.id, other.id);
  const pageOf = async (preview: string) => (await service.get(new URL(preview).pathname)).text();
  assert.match(await pageOf(called.preview), '<h1>A red cube</h1>');
  assert.not.match(await pageOf(other.preview), 'A red cube');
});

test('a frame says whether it keeps what is clear; JPEG, which cannot, stands on white and warns', async () => {
  const clear = (format: 'png' | 'jpeg') =>
    cube('#22aa55', { background: 'transparent', output: { width: 48, height: 48, format } });
  const alphaOf = async (scene: object) => (await renderOf(service.render(scene))).frames[0]?.alpha;
  assert.is(await alphaOf(clear('png')), true);
  assert.is(await alphaOf(cube('#22aa55')), false);

  const answer = await service.render(clear('jpeg'), image);
  assert.match(answer.headers.get('x-warning') ?? '', /^\/background JPEG has no transparency/);
  const corner = at(await decode(await pictureOf(answer, 'image/jpeg', 201)), 0, 0);
  assert.ok(Math.min(...corner) > 245, `white, but for what JPEG makes of edges: ${corner.join()}`);
  for (const again of [
    await service.render(clear('jpeg')),
    await service.get(new URL(answer.headers.get('location') ?? '').pathname),
  ]) {
    const render = await renderOf(again, 200);
    assert.is(render.frames[0]?.alpha, false);
    assert.equal(
      render.warnings?.map(({ code, pointer }) => [code, pointer]),
      [['transparency_lost', '/background']],
    );
  }
  assert.is((await renderOf(service.render(clear('png')), 200)).warnings, undefined);
});

test('each view is a frame of its own', async () => {
  const views = { front: { orbit: [0, 0] }, top: { orbit: [0, 90] } } as const;
  const { camera: _, ...scene } = cube('#cc3322');
  const render = await renderOf(service.render({ ...scene, views }), 201);
  assert.equal(
    render.frames.map(({ name }) => name),
    ['front.png', 'top.png'],
  );
  const [front, top] = await Promise.all(render.frames.map(({ url }) => pictureOf(fetch(url), 'image/png', 200)));
  assert.not.equal(front, top);
});

test('a frame is cached for good, and known again by its ETag', async () => {
  const render = await renderOf(service.render(cube('#cc3322')), 200);
  const path = `/renders/${render.id}/main.png`;
  const answer = await service.get(path);
  const etag = answer.headers.get('etag') ?? '';
  assert.match(answer.headers.get('cache-control') ?? '', /public.*immutable/);
  assert.is(answer.headers.get('access-control-allow-origin'), '*');
  assert.is(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.match(etag, /^"[^"]+"$/);
  const bytes = await answer.bytes();

  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await ask(path, known);
    assert.is(again.statusCode, 304, known);
    assert.is(again.headers['etag'], etag);
    assert.is((await again.body.bytes()).byteLength, 0);
  }
  const other = await ask(path, '"other"');
  assert.is(other.statusCode, 200);
  assert.equal(await other.body.bytes(), bytes);

  const head = await fetch(service.url + path, { method: 'HEAD' });
  assert.is(head.status, 200);
  assert.is(head.headers.get('content-length'), String(bytes.byteLength));
  assert.is(head.headers.get('content-type'), 'image/png');
  assert.is((await head.bytes()).byteLength, 0);
});

test('what is not there is a 404 that says what', async () => {
  const { id } = await renderOf(service.render(cube('#cc3322')), 200);
  const none = 'a'.repeat(40);
  await problemOf(service.get(`/renders/${none}`), 404, 'render_not_found');
  for (const wrong of ['x', id.slice(1), `${id}0`, id.toUpperCase(), '%00', '..%2f..%2fetc', '%E0%A4%A'])
    await problemOf(service.get(`/renders/${wrong}`), 404, 'render_not_found');
  const frame = await problemOf(service.get(`/renders/${id}/side.png`), 404, 'frame_not_found');
  assert.match(frame.detail, 'side.png');
  for (const wrong of ['render.json', 'main.gif', '.png', '..%2fmain.png', 'main.png%00', 'main.png%2f'])
    await problemOf(service.get(`/renders/${id}/${wrong}`), 404, 'frame_not_found');
  const gone = await service.get(`/renders/${none}/main.png`);
  assert.is(gone.headers.get('etag'), null);
  assert.is(gone.headers.get('cache-control'), 'no-store');
  await problemOf(gone, 404, 'frame_not_found');
});

test('behind a proxy, addresses are those that the client used', async () => {
  const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'pictures.example.com' };
  const answer = await service.render(cube('#cc3322'), forwarded);
  const render = await renderOf(answer, 200);
  assert.is(render.frames[0]?.url, `https://pictures.example.com/renders/${render.id}/main.png`);
  assert.ok(render.preview.startsWith('https://pictures.example.com/previews/'));
  assert.is(answer.headers.get('location'), `https://pictures.example.com/renders/${render.id}`);
  const plain = await renderOf(service.render(cube('#cc3322'), { 'x-forwarded-proto': 'https' }), 200);
  assert.is(plain.frames[0]?.url, `${service.url.replace('http:', 'https:')}/renders/${render.id}/main.png`);
});

test('PUBLIC_URL stands before every address, whatever a client says', async () => {
  const settings = { PUBLIC_URL: 'https://darkroom.example.com/pictures/', STORE: service.store };
  const forwarded = { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'evil.example.com' };
  await withService(
    settings,
    async other => {
      const answer = await other.render(cube('#cc3322'), forwarded);
      const render = await renderOf(answer, 200);
      assert.is(render.frames[0]?.url, `https://darkroom.example.com/pictures/renders/${render.id}/main.png`);
      assert.ok(render.preview.startsWith('https://darkroom.example.com/pictures/previews/'));
      assert.is(answer.headers.get('location'), `https://darkroom.example.com/pictures/renders/${render.id}`);
    },
    noChrome,
  );
});

test('FRAME_URLS=signed over a folder, which cannot sign: the service serves them', () =>
  withService(
    { FRAME_URLS: 'signed', STORE: service.store },
    async other => {
      const { id, frames } = await renderOf(other.render(cube('#cc3322')), 200);
      assert.is(frames[0]?.url, `${other.url}/renders/${id}/main.png`);
    },
    noChrome,
  ));

test('a request id is answered with, the given one where it is sound', async () => {
  const given = await service.get('/nothing', { 'x-request-id': 'trace-1:a.b' });
  assert.is((await problemOf(given, 404, 'not_found')).requestId, 'trace-1:a.b');
  const made = await service.get('/nothing', { 'x-request-id': '<script>' });
  assert.match((await problemOf(made, 404, 'not_found')).requestId, /^[0-9a-f-]{36}$/);
});

test('closing leaves no browser', () => service.close());

test.run();
