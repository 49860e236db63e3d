import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refused, resolveOne, withAssets } from '../../refused.ts';
import { emptyPng, image, ktx2 } from '../../make-image.ts';
import { dataUri, glb, gltf, type Json, textured, triangle, triangleBytes } from '../../make-model.ts';

type Sent = Record<string, Uint8Array | Json>;

/** Resolves `chair.gltf` or `chair.glb`, whichever was sent. */
async function resolve(sent: Sent) {
  const parts = new Map(
    Object.entries(sent).map(([name, file]) => [
      name,
      file instanceof Uint8Array ? file : Buffer.from(JSON.stringify(file)),
    ]),
  );
  const name = [...parts.keys()].find(key => key.startsWith('chair.')) ?? '';
  return await withAssets({ hosts: '' }, assets => resolveOne(name, assets, 'model', parts));
}

const external = { buffers: [{ byteLength: 44, uri: 'chair.bin' }] };
const bin = triangleBytes();

test('a buffer that is shorter than announced is named', async () => {
  const file = await refused(
    resolve({ 'chair.gltf': triangle(external), 'chair.bin': bin.subarray(0, 40) }),
    422,
    'asset_truncated',
  );
  assert.is(file.message, 'chair.bin (in chair.gltf) is cut short: buffer 0 has 40 bytes, where 44 are announced');
  const inside = await refused(resolve({ 'chair.glb': glb(triangle(), bin.subarray(0, 40)) }), 422, 'asset_truncated');
  assert.is(inside.message, 'chair.glb is cut short: buffer 0 has 40 bytes, where 44 are announced');
  const written = gltf(dataUri(bin.subarray(0, 40)));
  assert.match(
    (await refused(resolve({ 'chair.gltf': written }), 422, 'asset_truncated')).message,
    'chair.gltf is cut short',
  );
});

test('a buffer may be longer, inside, beside or written out', async () => {
  const longer = Buffer.concat([bin, Buffer.alloc(8)]);
  assert.is((await resolve({ 'chair.gltf': triangle(external), 'chair.bin': longer })).files.size, 1);
  assert.is((await resolve({ 'chair.glb': glb(triangle(), longer) })).files.size, 0);
  assert.is((await resolve({ 'chair.gltf': gltf(dataUri(longer)) })).files.size, 0);
});

test('a buffer without bytes is refused, unless nothing reads it', async () => {
  await refused(resolve({ 'chair.gltf': triangle() }), 422, 'gltf_invalid');
  await refused(resolve({ 'chair.glb': glb(triangle(), null) }), 422, 'gltf_invalid');
  const packed = { buffer: 0, byteLength: 36, byteStride: 12, count: 3, mode: 'ATTRIBUTES' };
  const bufferViews = [
    { buffer: 1, byteLength: 36, extensions: { KHR_meshopt_compression: packed } },
    { buffer: 0, byteOffset: 36, byteLength: 6 },
  ];
  const fallback = { byteLength: 36, uri: 'missing.bin', extensions: { KHR_meshopt_compression: { fallback: true } } };
  for (const second of [fallback, { byteLength: 36 }])
    assert.is(
      (await resolve({ 'chair.glb': glb(triangle({ bufferViews, buffers: [{ byteLength: 44 }, second] })) })).files
        .size,
      0,
    );
});

test('indices that name no vertex are refused', async () => {
  const wrong = Buffer.from(bin);
  wrong.writeUInt16LE(3, 38);
  const problem = await refused(resolve({ 'chair.glb': glb(triangle(), wrong) }), 422, 'gltf_invalid');
  assert.match(problem.message, '/meshes/0/primitives/0/indices name vertex 3, but there are 3');
});

test('indices of every type are read, wherever they begin in memory', async () => {
  const types: [componentType: number, bytes: number][] = [
    [5121, 1],
    [5123, 2],
    [5125, 4],
  ];
  for (const [componentType, size] of types)
    for (const largest of [2, 3])
      for (const shift of [0, 1, 2, 3]) {
        const indices = Buffer.alloc(12);
        [0, 1, largest].forEach((index, at) => indices.writeUIntLE(index, at * size, size));
        const views = [
          { buffer: 0, byteLength: 36 },
          { buffer: 0, byteOffset: 36, byteLength: 12 },
        ];
        const position = { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3' };
        const over = {
          bufferViews: views,
          buffers: [{ byteLength: 48 }],
          accessors: [position, { bufferView: 1, componentType, count: 3, type: 'SCALAR' }],
        };
        const model = glb(triangle(over), Buffer.concat([bin.subarray(0, 36), indices]));
        const shifted = Buffer.concat([Buffer.alloc(shift), model]).subarray(shift);
        const resolving = resolve({ 'chair.glb': shifted });
        if (largest === 2) assert.is((await resolving).format, 'glb');
        else await refused(resolving, 422, 'gltf_invalid');
      }
});

test('sparse indices that name no element are refused', async () => {
  const wrong = Buffer.from(bin);
  wrong.writeUInt16LE(5, 36);
  const sparse = { count: 1, indices: { bufferView: 1, componentType: 5123 }, values: { bufferView: 0 } };
  const over = {
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    accessors: [{ bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', sparse }],
  };
  const problem = await refused(resolve({ 'chair.glb': glb(triangle(over), wrong) }), 422, 'gltf_invalid');
  assert.match(problem.message, '/accessors/0/sparse/indices name element 5, but there are 3');
});

test('images come through from beside, inside and written out', async () => {
  for (const format of ['png', 'jpeg', 'webp', 'avif'] as const) {
    const wood = await image(format);
    const asset = await resolve({
      'chair.gltf': textured({ uri: 'wood.png' }, external),
      'chair.bin': bin,
      'wood.png': wood,
    });
    assert.is(asset.files.get('wood.png')?.format, format);
    assert.is((await resolve({ 'chair.glb': glb(textured({ uri: dataUri(wood, 'image/png') })) })).files.size, 0);
    await resolve({ 'chair.glb': withImage(wood) });
  }
});

test('an image that cannot be read is named, wherever it is', async () => {
  const cut = (await image('png')).subarray(0, 90);
  const beside = { 'chair.gltf': textured({ uri: 'wood.png' }, external), 'chair.bin': bin, 'wood.png': cut };
  assert.is((await refused(resolve(beside), 422, 'image_invalid')).message, 'wood.png (in chair.gltf) is cut short');
  const inside = await refused(resolve({ 'chair.glb': withImage(cut) }), 422, 'image_invalid');
  assert.is(inside.message, 'chair.glb cannot be used: its image 0 ("wood") is cut short');
  const written = glb(textured({ uri: dataUri(Buffer.from('GIF89a')) }));
  const gif = await refused(resolve({ 'chair.glb': written }), 422, 'image_invalid');
  assert.match(
    gif.message,
    'chair.glb cannot be used: its image 0 is a GIF image, where PNG, JPEG, WebP or AVIF is expected',
  );
  await refused(resolve({ 'chair.glb': withImage(emptyPng(20_000, 20)) }), 422, 'image_too_large');
});

test('images are limited together, too', async () => {
  const images = Array.from({ length: 9 }, (_, i) => ({ uri: dataUri(emptyPng(16_384, 8192)), name: String(i) }));
  const over = { images, textures: images.map((_, source) => ({ source })) };
  const problem = await refused(resolve({ 'chair.glb': glb(textured({}, over)) }), 422, 'image_too_large');
  assert.match(problem.message, 'images of 1208 million pixels');
});

test('of the images that a texture offers, the one that is loaded is checked, and no other is fetched', async () => {
  const wood = await image('webp');
  const images = [{ uri: 'missing.png' }, { uri: 'wood.webp' }];
  const webp = textured(
    {},
    { ...external, images, textures: [{ source: 0, extensions: { EXT_texture_webp: { source: 1 } } }] },
  );
  assert.equal(
    [...(await resolve({ 'chair.gltf': webp, 'chair.bin': bin, 'wood.webp': wood })).files.keys()],
    ['chair.bin', 'wood.webp'],
  );
  const basis = textured(
    { uri: 'wood.ktx2' },
    { ...external, textures: [{ extensions: { KHR_texture_basisu: { source: 0 } } }] },
  );
  assert.is(
    (await resolve({ 'chair.gltf': basis, 'chair.bin': bin, 'wood.ktx2': ktx2() })).files.get('wood.ktx2')?.format,
    'ktx2',
  );
  await refused(resolve({ 'chair.gltf': basis, 'chair.bin': bin, 'wood.ktx2': wood }), 422, 'image_invalid');
});

/** A GLB with an image in its binary chunk. */
function withImage(bytes: Uint8Array): Buffer {
  const buffer = Buffer.concat([bin, bytes]);
  const bufferViews = [
    { buffer: 0, byteLength: 36 },
    { buffer: 0, byteOffset: 36, byteLength: 6 },
    { buffer: 0, byteOffset: 44, byteLength: bytes.length },
  ];
  return glb(
    textured(
      { bufferView: 2, mimeType: 'image/png', name: 'wood' },
      { bufferViews, buffers: [{ byteLength: buffer.length }] },
    ),
    buffer,
  );
}

test.run();
