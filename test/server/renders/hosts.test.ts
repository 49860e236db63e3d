import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pointersOf, problemOf, renderOf } from '../../support/answers.ts';
import { openTestService } from '../../support/service.ts';
import { cube, model } from '../../support/small.ts';
import { glb, gltf, triangle } from '../assets/make-model.ts';
import { serve, serveSocket, unusedPort } from '../assets/serve.ts';

/** Hosts of files, each with a fault of its own. */
const held: (() => void)[] = [];
const host = await serve(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
  const to = searchParams.get('to') ?? '';
  if (pathname === '/triangle.glb') response.end(glb(triangle()));
  else if (pathname === '/redirect.glb') response.writeHead(302, { location: to }).end();
  else if (pathname === '/scene.gltf') response.end(gltf(to));
  else if (pathname === '/status.glb') response.writeHead(Number(to)).end('no');
  else if (pathname === '/held.glb') held.push(() => response.end(glb(triangle())));
  else if (pathname === '/never-begins.glb') await sleep(30_000, undefined, { ref: false });
  else if (pathname === '/never-goes-on.glb') response.write(glb(triangle()).subarray(0, 40));
  else if (pathname === '/never-ends.glb') {
    response.writeHead(200, { 'content-type': 'model/gltf-binary' });
    const zeros = Buffer.alloc(2 ** 20);
    const more = () => {
      while (!response.destroyed && response.write(zeros));
    };
    response.on('drain', more);
    more();
  } else response.writeHead(404).end();
});
const liar = await serveSocket(socket =>
  socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nglTF and no more'),
);
const gibberish = await serveSocket(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
const silent = await serveSocket(socket => socket.destroy());
const refusing = await unusedPort();

const trusted = [host.port, liar.port, gibberish.port, silent.port, refusing].map(port => `127.0.0.1:${port}`);
const service = await openTestService({ ASSET_HOSTS: ['*', ...trusted].join(',') });
const asked = (src: string) => service.render(model(src));
const to = (path: string, target: string) => `${host.url}/${path}?to=${encodeURIComponent(target)}`;

/** Hosts that keep silent are given ten seconds: they wait while the others are tested. */
const hanging = ['never-begins.glb', 'never-goes-on.glb'].map(name => ({ name, answer: asked(`${host.url}/${name}`) }));

test('a model from the web is drawn', async () => {
  await renderOf(asked(`${host.url}/triangle.glb`), 201);
  await renderOf(asked(`${host.url}/triangle.glb?signature=of-today#part`), 200);
  await renderOf(asked(to('redirect.glb', '/triangle.glb')), 200);
});

test('a host that refuses, breaks off, or does not speak HTTP is a 502 that says so', async () => {
  const faults: [string, RegExp][] = [
    [`http://127.0.0.1:${refusing}/a.glb`, /refuses the connection/],
    [`${liar.url}/a.glb`, /closed the connection/],
    [`${gibberish.url}/a.glb`, /HTTP/],
    [`${silent.url}/a.glb`, /closed the connection/],
    [to('status.glb', '500'), /answers 500/],
    [to('status.glb', '503'), /answers 503/],
    [to('status.glb', '429'), /answers 429/],
    [to('redirect.glb', ''), /redirected more than 5 times/],
  ];
  for (const [src, says] of faults) {
    const told = await problemOf(asked(src), 502, 'asset_host_failed');
    assert.match(told.detail, says);
    assert.match(told.detail, src.replace(/\?.*/, ''));
    assert.equal(pointersOf(told), ['/model']);
  }
});

test('what the host does not give is a 422', async () => {
  for (const [status, code] of [
    ['404', 'asset_not_found'],
    ['410', 'asset_not_found'],
    ['401', 'asset_forbidden'],
    ['403', 'asset_forbidden'],
    ['400', 'asset_refused'],
  ] as const)
    assert.match((await problemOf(asked(to('status.glb', status)), 422, code)).detail, status);
});

test('a file that never ends is a 413 once it is larger than may be', async () => {
  const told = await problemOf(asked(`${host.url}/never-ends.glb`), 413, 'asset_too_large');
  assert.match(told.detail, /never-ends\.glb is larger than 256 MiB/);
  assert.equal(pointersOf(told), ['/model']);
});

/** This machine, its network and the cloud's metadata, as they may be written. */
const inside = [
  'http://127.0.0.1:9/a.glb',
  'http://127.1:9/a.glb',
  'http://2130706433:9/a.glb',
  'http://0x7f000001:9/a.glb',
  'http://0177.0.0.1:9/a.glb',
  'http://0.0.0.0:9/a.glb',
  'http://localhost:9/a.glb',
  'http://[::1]:9/a.glb',
  'http://[::]:9/a.glb',
  'http://[::ffff:127.0.0.1]:9/a.glb',
  'http://[::ffff:7f00:1]:9/a.glb',
  'http://[::127.0.0.1]:9/a.glb',
  'http://[64:ff9b::7f00:1]:9/a.glb',
  'http://[fe80::1]:9/a.glb',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://169.254.169.254/computeMetadata/v1/',
  'http://2852039166/latest/meta-data/',
  'http://0xa9fea9fe/latest/meta-data/',
  'http://[::ffff:169.254.169.254]/latest/meta-data/',
  'http://10.0.0.1/a.glb',
  'http://172.16.0.1/a.glb',
  'http://192.168.1.1/a.glb',
  'http://100.64.0.1/a.glb',
  'https://127.0.0.1:9/a.glb',
];

for (const url of inside)
  test(`an address inside is not fetched: ${url}`, async () => {
    const code = 'asset_address_forbidden';
    const direct = await problemOf(asked(url), 422, code);
    assert.equal(pointersOf(direct), ['/model']);
    assert.not.match(direct.detail, /refuse|timed? ?out/i);
    await problemOf(asked(to('redirect.glb', url)), 422, code);
    const within = await problemOf(asked(to('scene.gltf', url)), 422, code);
    assert.match(within.detail, /\(in http:.*scene\.gltf/);
  });

test('a redirect leads to no other kind of place', async () => {
  for (const target of ['file:///etc/passwd', 'gs://bucket/a.glb', 'data:,x', 'http://user:secret@127.0.0.1/a.glb']) {
    const told = await problemOf(asked(to('redirect.glb', target)), 422, 'asset_redirect_forbidden');
    assert.not.match(told.detail, /secret|passwd/);
  }
  await problemOf(asked('http://user:secret@example.com/a.glb'), 422, 'asset_src_invalid');
});

test('a model from the web reads no bucket and no file of ours', async () => {
  await problemOf(asked(to('scene.gltf', 'gs://bucket/a.bin')), 422, 'asset_path_forbidden');
  await problemOf(asked(to('scene.gltf', 'file:///etc/passwd')), 422, 'asset_src_invalid');
});

test('so many requests whose host is slow: the next waits for them, and what comes from elsewhere goes by', async () => {
  const most = 8;
  const scene = (at: number) => model(`${host.url}/held.glb?${at}`);
  const waiting = Array.from({ length: most }, (_, at) => service.render(scene(at)));
  while (held.length < most) await sleep(10);
  const next = asked(`${host.url}/triangle.glb`);
  await renderOf(service.render(cube('#2233cc')), 201);
  assert.is(await Promise.race([next, sleep(100, 'waits')]), 'waits');
  for (const release of held) release();
  for (const answer of [...waiting, next]) await renderOf(answer, 200);
});

for (const { name, answer } of hanging)
  test(`a host that hangs is a 504: ${name}`, async () => {
    const told = await problemOf(answer, 504, 'asset_host_timeout');
    assert.match(told.detail, `${name} could not be fetched`);
    assert.equal(pointersOf(told), ['/model']);
  });

test('after all that, a good scene is drawn', async () => {
  await renderOf(service.render(cube()), 201);
  await renderOf(asked(`${host.url}/triangle.glb`), 200);
  await service.close();
  for (const { close } of [host, liar, gibberish, silent]) await close();
});

test('ASSET_HOSTS lets through what it lists, and nothing else', async () => {
  const listed = await serve((_, response) => response.end(glb(triangle())));
  const other = await openTestService({ ASSET_HOSTS: `*.example.com, 127.0.0.1:${listed.port}` }, { chrome: false });
  try {
    await problemOf(other.render(model('https://example.org/a.glb')), 422, 'asset_host_forbidden');
    await problemOf(other.render(model('https://example.com/a.glb')), 422, 'asset_host_forbidden');
    await problemOf(other.render(model(`http://127.0.0.1:${refusing}/a.glb`)), 422, 'asset_host_forbidden');
    await problemOf(other.render(model(`${listed.url}/a.glb`)), 503, 'renderer_unavailable');
  } finally {
    await other.close();
    await listed.close();
  }
});

test.run();
