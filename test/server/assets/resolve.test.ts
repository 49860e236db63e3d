import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { resolveAssets } from '../../../server/assets/resolve.ts';
import { glb, gltf, textured, triangleBytes } from './make-model.ts';
import { refused, resolveOne, withAssets } from './refused.ts';
import { type Served, serve } from './serve.ts';

/** Trusts a server of this machine by its port. */
const only = ({ port }: Served) => ({ hosts: `127.0.0.1:${port}` });

test('the files of a model from the web: beside it, elsewhere, and never inside', async () => {
  const asked: string[] = [];
  const host = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    if (pathname.endsWith('.bin')) asked.push(pathname);
    response.end(pathname.endsWith('.bin') ? triangleBytes() : gltf(searchParams.get('uri') ?? ''));
  });
  const at = (uri: string) => `${host.url}/models/chair.gltf?uri=${encodeURIComponent(uri)}`;
  try {
    await withAssets({ hosts: `* 127.0.0.1:${host.port}` }, async assets => {
      for (const uri of [
        'parts/a%20b.bin',
        '../b ü.bin',
        '/c.bin',
        `${host.url}/d.bin`,
        `//127.0.0.1:${host.port}/e.bin`,
      ]) {
        const asset = await resolveOne(at(uri), assets);
        assert.equal([...asset.files.keys()], [uri]);
        assert.is(asset.files.get(uri)?.format, 'bin');
        assert.ok(triangleBytes().equals(asset.files.get(uri)?.bytes ?? new Uint8Array()));
      }
      assert.equal(asked, ['/models/parts/a%20b.bin', '/b%20%C3%BC.bin', '/c.bin', '/d.bin', '/e.bin']);
      const inside = await refused(
        resolveOne(at('http://169.254.169.254/a.bin'), assets),
        422,
        'asset_address_forbidden',
      );
      assert.match(
        inside.message,
        `http://169.254.169.254/a.bin (in ${host.url}/models/chair.gltf?…) may not be fetched`,
      );
      assert.equal(inside.errors, [{ pointer: '/model', detail: inside.message }]);
      await refused(resolveOne(at('gs://bucket/a.bin'), assets), 422, 'asset_path_forbidden');
      await refused(resolveOne(at('file:///etc/passwd'), assets), 422, 'asset_src_invalid');
    });
  } finally {
    await host.close();
  }
});

test('equal places are fetched once, and not too many at a time', async () => {
  const asked: (string | undefined)[] = [];
  let open = 0;
  let most = 0;
  const images = Array.from({ length: 30 }, (_, i) => ({ uri: `${i % 20}.png` }));
  const host = await serve(async (request, response) => {
    asked.push(request.url);
    most = Math.max(most, ++open);
    await new Promise(resolve => setTimeout(resolve, 20));
    open--;
    if (request.url?.endsWith('.png')) response.writeHead(404).end();
    else response.end(glb(textured({ uri: '0.png' }, { images, textures: images.map((_, source) => ({ source })) })));
  });
  try {
    await withAssets(only(host), async assets => {
      const src = `${host.url}/chair.glb`;
      const references = [1, 2, 3].map(at => ({ src, kind: 'model' as const, pointer: `/nodes/${at}/model/src` }));
      const problem = await refused(
        resolveAssets(references, assets, { signal: new AbortController().signal }),
        422,
        'asset_not_found',
      );
      assert.equal(
        problem.errors.map(({ pointer }) => pointer),
        ['/nodes/1/model/src', '/nodes/2/model/src', '/nodes/3/model/src'],
      );
      assert.match(problem.message, /^\d+\.png \(in http:/);
    });
    assert.is(asked.filter(path => path === '/chair.glb').length, 1);
    assert.is(new Set(asked).size, asked.length);
    assert.ok(most > 1 && most <= 8, `${most} at a time`);
  } finally {
    await host.close();
  }
});

test('a signal ends the fetching with its own reason', async () => {
  const host = await serve((_, response) => response.write('x'));
  try {
    await withAssets(only(host), async assets => {
      const controller = new AbortController();
      const reason = new Error('the client went away');
      const src = `${host.url}/chair.glb`;
      const resolving = resolveAssets([{ src, kind: 'model', pointer: '/model' }], assets, {
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(reason), 50);
      assert.is(await resolving.catch((error: unknown) => error), reason);
    });
  } finally {
    await host.close();
  }
});

test('an error shows a URL without what may be secret in it', async () => {
  await withAssets({ hosts: 'models.example' }, async assets => {
    const signed = 'https://storage.example/chair.glb?X-Goog-Signature=0123456789abcdef';
    const problem = await refused(resolveOne(signed, assets), 422, 'asset_host_forbidden');
    assert.match(problem.message, 'https://storage.example/chair.glb?… may not');
    assert.not.match(problem.message, '0123456789abcdef');
    const named = await refused(
      resolveOne('https://me:secret@models.example/chair.glb', assets),
      422,
      'asset_src_invalid',
    );
    assert.not.match(named.message, 'secret');
    for (const src of ['https://', 'http://[::1', 'https:///'])
      await refused(resolveOne(src, assets), 422, 'asset_src_invalid');
  });
});

test('how many files are there is told, of as many as are known', async () => {
  const host = await serve((request, response) => {
    const isModel = request.url?.endsWith('.gltf') ?? false;
    response.end(isModel ? gltf('a.bin') : triangleBytes());
  });
  try {
    await withAssets(only(host), async assets => {
      const told: string[] = [];
      const onFetched = (done: number, of: number): void => void told.push(`${done} of ${of}`);
      const reference = { src: `${host.url}/m.gltf`, kind: 'model', pointer: '/model' } as const;
      await resolveAssets([reference], assets, { signal: new AbortController().signal, onFetched });
      assert.equal(told, ['0 of 1', '1 of 1', '1 of 2', '2 of 2']);
    });
  } finally {
    await host.close();
  }
});

test.run();
