import * as assert from 'uvu/assert';
import sharp from 'sharp';
import type { RenderError } from '../../renderer/error.ts';
import type { Json } from '../server/assets/make-model.ts';
import { ktx2 } from '../support/gltf/encode.ts';
import { GltfFile } from '../support/gltf/file.ts';
import { chart, paint } from '../support/gltf/images.ts';
import { mesh, square } from '../support/gltf/shapes.ts';
import { drawnTests } from '../support/drawn-tests.ts';
import { alike, drawSent, hueAt } from '../support/sent.ts';

const test = drawnTests();

function covered(image: Uint8Array, type: string, extension?: string): Buffer {
  const file = new GltfFile();
  if (extension) file.use(extension, true);
  const source = file.image(image, type);
  const index = file.add('textures', extension ? { extensions: { [extension]: { source } } } : { source });
  const material = file.add('materials', { pbrMetallicRoughness: { baseColorTexture: { index }, metallicFactor: 0 } });
  file.node({ mesh: mesh(file, square(), { material }) });
  return file.bytes();
}

test('an image is told by its content, and not by the extension that names it', async renderer => {
  const png = await paint(chart, 256);
  const basis = await ktx2(png, true);
  const picture = await drawSent(renderer, { 'a.glb': covered(basis, 'image/ktx2', 'KHR_texture_basisu') });
  assert.not(hueAt(picture, 0.5, 0.5) === '');
  alike(await drawSent(renderer, { 'a.glb': covered(basis, 'image/png') }), picture, 'KTX2');
  for (const type of ['webp', 'avif'] as const) {
    const image = await sharp(png).toFormat(type, { quality: 95 }).toBuffer();
    const named = await drawSent(renderer, { 'a.glb': covered(image, `image/${type}`, `EXT_texture_${type}`) });
    alike(await drawSent(renderer, { 'a.glb': covered(image, 'image/jpeg') }), named, type);
  }
});

test('what a scale of nothing has made a point or a line of does not frame', async renderer => {
  const scaled = (...nodes: Json[]) => {
    const file = new GltfFile();
    const one = mesh(file, square());
    for (const node of [{}, ...nodes]) file.node({ mesh: one, ...node });
    return file.bytes();
  };
  const picture = await drawSent(renderer, { 'a.glb': scaled() });
  for (const scale of [
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ])
    alike(await drawSent(renderer, { 'a.glb': scaled({ scale, translation: [9, 3, 0] }) }), picture, scale.join());
});

test('what a loader stumbles over is told in our words, and kept in its own for the log', async renderer => {
  const skin = `; FBX 7.4.0 project file
FBXHeaderExtension: { FBXVersion: 7400 }
Objects: {
  Geometry: 1, "Geometry::", "Mesh" { Vertices: *9 { a: 0,0,0,1,0,0,0,1,0 }
    PolygonVertexIndex: *3 { a: 0,1,-3 } }
  Model: 2, "Model::m", "Mesh" { Version: 232 }
  Deformer: 4, "Deformer::", "Skin" { Version: 101 }
  Deformer: 5, "SubDeformer::", "Cluster" { Version: 100 }
}
Connections: {
  C: "OO",2,0
  C: "OO",1,2
  C: "OO",4,1
  C: "OO",5,4
}
`;
  const error = await drawSent(renderer, { 'skin.fbx': skin }).then(
    () => undefined,
    (failure: RenderError) => failure,
  );
  assert.match(
    error?.message ?? '',
    /^The model skin\.fbx could not be decoded: while it was read as FBX, .* is not read; saved as GLB it may be$/,
  );
  assert.match(String(error?.cause), /undefined/);
});

test.run();
