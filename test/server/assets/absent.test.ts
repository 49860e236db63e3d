import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Asset } from '../../../renderer/asset.ts';
import type { Assets } from '../../../server/assets/assets.ts';
import { resolveAssets } from '../../../server/assets/resolve.ts';
import { image } from './make-image.ts';
import { covered, glb, gltf } from './make-model.ts';
import { refused, withAssets } from './refused.ts';
import { serve } from './serve.ts';

type Parts = Readonly<Record<string, Uint8Array | string>>;

/** A model that may be drawn without files that it names. */
async function resolve(src: string, assets: Assets, parts: Parts = {}): Promise<Asset> {
  const reference = { src, kind: 'model', pointer: '/model', missing: 'substitute' } as const;
  const sent = new Map(
    Object.entries(parts).map(([name, content]) => [
      name,
      typeof content === 'string' ? Buffer.from(content) : content,
    ]),
  );
  const found = await resolveAssets([reference], assets, { signal: new AbortController().signal, parts: sent });
  const [asset] = found.values();
  if (!asset) throw new Error('no asset');
  return asset;
}

const triangle = 'v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n';
const material = { pbrMetallicRoughness: { baseColorTexture: { index: 0 } } };
const imaged = (uri: string) => JSON.stringify(covered(material, [{ uri }]));

test('files that their host does not have are missing, those of a host that fails are not', async () => {
  const host = await serve((request, response) => {
    const [, status = '200'] = /^\/(\d+)\.mtl/.exec(request.url ?? '') ?? [];
    response.statusCode = Number(status);
    response.end(`mtllib ${request.url?.slice(1, 4)}.mtl\n${triangle}`);
  });
  await withAssets({ hosts: `127.0.0.1:${host.port}` }, async assets => {
    for (const status of [404, 410, 403, 401]) {
      const { absent, files } = await resolve(`${host.url}/${status}.obj`, assets);
      assert.equal([absent, files.size], [[`${status}.mtl`], 0]);
    }
    await refused(resolve(`${host.url}/500.obj`, assets), 502, 'asset_host_failed');
    await refused(resolve(`${host.url}/408.obj`, assets), 504, 'asset_host_timeout');
  });
  await host.close();
});

test('what is there and no good, or may not be asked for, is a problem all the same', async () => {
  const png = await image('png');
  const models: [parts: Parts, code: string][] = [
    [{ 'a.gltf': imaged('cut.png'), 'cut.png': png.subarray(0, 40) }, 'image_invalid'],
    [{ 'a.gltf': imaged('https://other.example/a.png') }, 'asset_host_forbidden'],
    [{ 'a.gltf': gltf('gone.bin') }, 'asset_not_found'],
    [
      { 'a.glb': glb(covered(material, [{ uri: 'gone.bin' }], { buffers: [{ byteLength: 120, uri: 'gone.bin' }] })) },
      'asset_not_found',
    ],
  ];
  await withAssets({ hosts: 'cdn.example' }, async assets => {
    for (const [parts, code] of models) await refused(resolve(Object.keys(parts)[0] ?? '', assets, parts), 422, code);
  });
});

test('what is missing, and how, is part of a digest', async () => {
  const png = await image('png');
  await withAssets({ hosts: '' }, async assets => {
    const digests = await Promise.all(
      [{}, { 'a.png': png }, { 'a.png': '<!doctype html>' }].map(async files => {
        const { digest } = await resolve('a.gltf', assets, { 'a.gltf': imaged('a.png'), ...files });
        return digest;
      }),
    );
    assert.is(new Set(digests).size, 3);
  });
});

test('the same bytes that were opened before lack what they lack now', async () => {
  const png = await image('png');
  const model = Buffer.from(imaged('a.png'));
  await withAssets({ hosts: '' }, async assets => {
    for (const files of [{}, {}, { 'a.png': png }, {}]) {
      const { absent, warnings } = await resolve('a.gltf', assets, { 'a.gltf': model, ...files });
      const lacks = Object.keys(files).length === 0;
      assert.equal(absent, lacks ? ['a.png'] : []);
      assert.is(warnings?.length, lacks ? 1 : 0);
    }
  });
});

test.run();
