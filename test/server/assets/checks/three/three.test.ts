import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isThree } from '../../../../../server/assets/checks/three/json.ts';
import { openThree } from '../../../../../server/assets/checks/three/model.ts';
import { Refusal } from '../../../../../server/assets/refusal.ts';
import { bodies } from '../../../../support/three/bodies.ts';
import { emptyPng, image } from '../../make-image.ts';
import { dataUri } from '../../make-model.ts';

type Json = Record<string, unknown>;

/** A document with one of each, with fields put over its own. */
function whole(over: Json = {}): Json {
  return {
    metadata: { version: 4.7, type: 'Object' },
    geometries: [{ uuid: 'g', type: 'BoxGeometry', width: 1 }],
    materials: [{ uuid: 'm', type: 'MeshStandardMaterial', color: 0xff0000 }],
    object: { uuid: 'o', type: 'Mesh', geometry: 'g', material: 'm' },
    ...over,
  };
}

const parameters = (type: string, over: Json) => whole({ geometries: [{ uuid: 'g', type, ...over }] });
const material = (over: Json) => whole({ materials: [{ uuid: 'm', type: 'MeshStandardMaterial', ...over }] });
const object = (over: Json) => whole({ object: { type: 'Mesh', geometry: 'g', material: 'm', ...over } });
const position = { itemSize: 3, type: 'Float32Array', array: [0, 0, 0, 1, 0, 0, 0, 1, 0] };
const buffer = (data: Json) =>
  whole({ geometries: [{ uuid: 'g', type: 'BufferGeometry', data: { attributes: { position }, ...data } }] });
const textured = (url: unknown, over: Json = {}) =>
  whole({
    images: [{ uuid: 'i', url }],
    textures: [{ uuid: 't', image: 'i', ...over }],
    materials: [{ uuid: 'm', type: 'MeshBasicMaterial', map: 't' }],
  });
const pixels = (over: Json = {}) => ({ type: 'Uint8Array', width: 1, height: 1, data: [1, 2, 3, 4], ...over });
const app = (over: Json) => ({ metadata: { type: 'App' }, project: {}, scene: whole(over) });
const skinned = (skeletons: Json[], children: Json[] = []) => {
  const weights = { itemSize: 4, type: 'Float32Array', array: Array(12).fill(0.25) };
  const attributes = { position, skinIndex: weights, skinWeight: weights };
  return {
    ...whole({ geometries: [{ uuid: 'g', type: 'BufferGeometry', data: { attributes } }], skeletons }),
    object: { type: 'SkinnedMesh', geometry: 'g', material: 'm', skeleton: 's', children },
  };
};
const clip = (track: Json) => whole({ animations: [{ uuid: 'a', tracks: [track] }] });
const nested = (levels: number) => {
  let child: Json = { type: 'Group' };
  for (let level = 0; level < levels; level++) child = { type: 'Group', children: [child] };
  return whole({ object: child });
};

async function open(json: unknown, files: Record<string, Uint8Array> = {}): Promise<string[]> {
  const found = await openThree(Buffer.from(JSON.stringify(json)), async uri => {
    const bytes = files[uri];
    if (!bytes) throw new Refusal('asset_not_found', 'was not found');
    return bytes;
  });
  for (const one of found.values()) if (one instanceof Refusal) throw one;
  return [...found.keys()];
}

/** What is refused, where, and how it is said. */
const refused: [name: string, json: unknown, code: string, pointer: string, says: RegExp][] = [
  ['a format of long ago', { metadata: { formatVersion: 3.1 }, vertices: [] }, 'three_unsupported', '', /3.1/],
  ['nothing in it', { metadata: { type: 'Object', version: 4.7 } }, 'three_unsupported', '', /format 4.7/],
  ['Geometry', parameters('Geometry', {}), 'three_unsupported', '/geometries/0', /r125.*toBufferGeometry/],
  ['TextGeometry', parameters('TextGeometry', {}), 'three_unsupported', '/geometries/0', /BufferGeometry/],
  ['a type that is none', parameters('toString', {}), 'three_unsupported', '/geometries/0', /toString/],
  ['a shader', material({ type: 'ShaderMaterial' }), 'three_code', '/materials/0', /never run/],
  ['a raw shader', material({ type: 'RawShaderMaterial' }), 'three_code', '/materials/0', /never run/],
  ['nodes as a material', material({ type: 'MeshStandardNodeMaterial' }), 'three_code', '/materials/0', /never run/],
  ['a shader of a material', material({ fragmentShader: 'x' }), 'three_code', '/materials/0/fragmentShader', /is code/],
  ['a node graph', whole({ nodes: [{ type: 'CodeNode', code: 'x' }] }), 'three_code', '/nodes', /graph/],
  [
    'a shader in the editor',
    app({ materials: [{ uuid: 'm', type: 'ShaderMaterial' }] }),
    'three_code',
    '/scene/materials/0',
    /never/,
  ],
  ['a material of ones own', material({ type: 'MyMaterial' }), 'three_unsupported', '/materials/0', /MyMaterial/],
  [
    'a billion segments',
    parameters('PlaneGeometry', { widthSegments: 1e9 }),
    'three_invalid',
    '/geometries/0/widthSegments',
    /8192/,
  ],
  [
    'many by many',
    parameters('SphereGeometry', { widthSegments: 8000, heightSegments: 8000 }),
    'three_invalid',
    '/geometries/0',
    /too many/,
  ],
  ['detail', parameters('IcosahedronGeometry', { detail: 1e6 }), 'three_invalid', '/geometries/0/detail', /256/],
  ['a word for a size', parameters('BoxGeometry', { width: 'x' }), 'three_invalid', '/geometries/0/width', /a string/],
  [
    'a shape that is not there',
    parameters('ShapeGeometry', { shapes: ['x'] }),
    'three_invalid',
    '/geometries/0/shapes/0',
    /does not exist/,
  ],
  [
    'a path that is none',
    parameters('TubeGeometry', { path: { type: 'Evil' } }),
    'three_invalid',
    '/geometries/0/path/type',
    /Evil/,
  ],
  ['edges of nothing', parameters('EdgesGeometry', {}), 'three_unsupported', '/geometries/0', /without the geometry/],
  ['no attributes', parameters('BufferGeometry', {}), 'three_invalid', '/geometries/0/data', /missing/],
  [
    'half a vertex',
    buffer({ attributes: { position: { ...position, array: [1, 2] } } }),
    'three_invalid',
    '/geometries/0/data/attributes/position/array',
    /multiple/,
  ],
  [
    'a short attribute',
    buffer({ attributes: { position, uv: { itemSize: 2, type: 'Float32Array', array: [0, 0] } } }),
    'three_invalid',
    '/geometries/0/data/attributes/uv',
    /has 1 vertices/,
  ],
  [
    'words for numbers',
    buffer({ attributes: { position: { ...position, array: ['a', 1, 2] } } }),
    'three_invalid',
    '/geometries/0/data/attributes/position/array/0',
    /a string/,
  ],
  [
    'an index too far',
    buffer({ index: { type: 'Uint16Array', array: [0, 1, 3] } }),
    'three_invalid',
    '/geometries/0/data/index/array/2',
    /vertex 3/,
  ],
  [
    'no typed array',
    buffer({ index: { type: 'Function', array: [0] } }),
    'three_invalid',
    '/geometries/0/data/index/type',
    /Uint16Array/,
  ],
  [
    'a morph too short',
    buffer({ morphAttributes: { position: [{ ...position, array: [0, 0, 0] }] } }),
    'three_invalid',
    '/geometries/0/data/morphAttributes/position/0',
    /1 vertices/,
  ],
  [
    'an interleaved buffer that is not there',
    buffer({ attributes: { position: { isInterleavedBufferAttribute: true, itemSize: 3, data: 'x' } } }),
    'three_invalid',
    '/geometries/0/data/attributes/position/data',
    /does not exist/,
  ],
  ['a geometry that is not there', object({ geometry: 'x' }), 'three_invalid', '/object/geometry', /geometry x/],
  [
    'a material that is not there',
    object({ material: ['m', 'x'] }),
    'three_invalid',
    '/object/material/1',
    /material|1 x/,
  ],
  ['a mesh of nothing', object({ geometry: undefined }), 'three_invalid', '/object/geometry', /missing/],
  ['a texture that is not there', material({ map: 'x' }), 'three_invalid', '/materials/0/map', /texture x/],
  ['a colour that is a word', material({ color: 'red' }), 'three_invalid', '/materials/0/color', /a string/],
  ['a way of blending that is none', material({ blending: 77 }), 'three_invalid', '/materials/0/blending', /0 to 5/],
  ['a class that is not read back', object({ type: 'Water' }), 'three_unsupported', '/object', /Water/],
  ['no kind', whole({ object: {} }), 'three_invalid', '/object/type', /missing/],
  ['a matrix of nine', object({ matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1] }), 'three_invalid', '/object/matrix', /16/],
  ['children that are none', object({ children: { length: 5 } }), 'three_invalid', '/object/children', /an object/],
  ['a child that is none', object({ children: [7] }), 'three_invalid', '/object/children/0', /a number/],
  ['without end', nested(600), 'three_invalid', '/object', /levels/],
  [
    'too few instances',
    object({ type: 'InstancedMesh', count: 3, instanceMatrix: { array: Array(16).fill(0) } }),
    'three_invalid',
    '/object/instanceMatrix/array',
    /48/,
  ],
  ['too many instances', object({ type: 'InstancedMesh', count: 1e9 }), 'three_invalid', '/object/count', /1000000/],
  ['a batch of before', object({ type: 'BatchedMesh', maxInstanceCount: 2 }), 'three_unsupported', '/object', /r170/],
  ['levels that are missing', object({ type: 'LOD' }), 'three_invalid', '/object/levels', /missing/],
  [
    'a camera that sees nothing',
    object({ type: 'PerspectiveCamera', fov: 50, near: 5, far: 1 }),
    'three_invalid',
    '/object/far',
    /near/,
  ],
  [
    'a shadow of gigabytes',
    object({ type: 'SpotLight', castShadow: true, shadow: { mapSize: [65536, 65536] } }),
    'three_invalid',
    '/object/shadow/mapSize',
    /8192/,
  ],
  [
    'a background that is not there',
    object({ type: 'Scene', background: 'x' }),
    'three_invalid',
    '/object/background',
    /texture/,
  ],
  [
    'skin without weights',
    whole({ object: { type: 'SkinnedMesh', geometry: 'g', material: 'm' } }),
    'three_invalid',
    '/object/geometry',
    /skinIndex/,
  ],
  ['a skeleton that is not there', skinned([]), 'three_invalid', '/object/skeleton', /does not exist/],
  [
    'a bone that is not there',
    skinned([{ uuid: 's', bones: ['b'], boneInverses: [[]] }]),
    'three_invalid',
    '/skeletons/0/bones/0',
    /does not exist/,
  ],
  [
    'a bone without a matrix',
    skinned([{ uuid: 's', bones: ['b'], boneInverses: [] }], [{ type: 'Bone', uuid: 'b' }]),
    'three_invalid',
    '/skeletons/0/boneInverses',
    /1 bones/,
  ],
  [
    'a track of nothing',
    clip({ name: 'x', type: 'vector', times: [0], values: [0] }),
    'three_invalid',
    '/animations/0/tracks/0/name',
    /property/,
  ],
  [
    'a track without times',
    clip({ name: 'a.position', type: 'vector', times: [], values: [] }),
    'three_invalid',
    '/animations/0/tracks/0/times',
    /empty/,
  ],
  [
    'values that are missing',
    clip({ name: 'a.position', type: 'vector', times: [0, 1], values: [0] }),
    'three_invalid',
    '/animations/0/tracks/0/values',
    /2 times/,
  ],
  [
    'a clip that is not there',
    object({ animations: ['x'] }),
    'three_invalid',
    '/object/animations/0',
    /does not exist/,
  ],
  ['no image', textured(''), 'three_invalid', '/textures/0/image', /without a url/],
  ['five sides of a cube', textured(Array(5).fill(pixels())), 'three_invalid', '/images/0/url', /6/],
  ['pixels that are missing', textured(pixels({ width: 3 })), 'three_invalid', '/textures/0/format', /4 numbers/],
  [
    'pixels of gigabytes',
    textured(pixels({ width: 30_000, height: 30_000 })),
    'three_invalid',
    '/textures/0/format',
    /4 numbers/,
  ],
  ['a list that is none', whole({ materials: {} }), 'three_invalid', '/materials', /not a list/],
  ['an entry that is none', whole({ materials: [null] }), 'three_invalid', '/materials/0', /not an object/],
];

for (const [name, json, code, pointer, says] of refused)
  test(`refused: ${name}`, async () => {
    const error: unknown = await open(json).then(
      () => assert.unreachable('it came through'),
      (error: unknown) => error,
    );
    if (!(error instanceof Refusal)) throw error;
    assert.is(error.code, code, error.says);
    assert.is(error.faults[0]?.pointer, pointer, error.says);
    assert.match(error.says, says);
  });

test('every place of code is pointed to', async () => {
  const materials = ['ShaderMaterial', 'MeshBasicMaterial', 'RawShaderMaterial'].map((type, at) => ({
    uuid: `${at}`,
    type,
  }));
  const error: unknown = await open(whole({ materials })).catch((error: unknown) => error);
  if (!(error instanceof Refusal)) throw error;
  assert.equal(
    error.faults.map(({ pointer }) => pointer),
    ['/materials/0', '/materials/2'],
  );
});

test('images are read and checked, inside and beside', async () => {
  const png = await image('png');
  assert.equal(await open(textured(dataUri(png, 'image/png'))), []);
  assert.equal(await open(textured('a b.png'), { 'a b.png': png }), ['a b.png']);
  const faces = ['px', 'nx', 'py', 'ny', 'pz', 'nz'].map(face => `${face}.png`);
  const files = Object.fromEntries(faces.map(face => [face, png]));
  assert.equal(await open(textured(faces), files), faces.toSorted());
  const codes: [url: string, code: string, file: string | undefined][] = [
    ['missing.png', 'asset_not_found', undefined],
    ['text.png', 'image_invalid', 'text.png'],
    ['huge.png', 'image_too_large', 'huge.png'],
    [dataUri(Buffer.from('no image')), 'image_invalid', undefined],
  ];
  const broken = { 'text.png': Buffer.from('no image'), 'huge.png': emptyPng(30_000, 30_000) };
  for (const [url, code, file] of codes) {
    const error: unknown = await open(textured(url), broken).catch((error: unknown) => error);
    if (!(error instanceof Refusal)) throw error;
    assert.equal([error.code, error.file], [code, file]);
  }
});

test('what three.js itself writes comes through', async () => {
  for (const [name, { body }] of Object.entries(bodies)) assert.equal(await open(body()), [], name);
  await open(app({}));
  await open({ metadata: { type: 'BufferGeometry' }, data: { attributes: { position } } });
});

test('three.js JSON is told from glTF and from scenes of this service', () => {
  assert.ok(isThree(whole()));
  assert.ok(isThree(app({})));
  // the editor of today writes no type
  assert.ok(isThree({ metadata: {}, project: {}, camera: {}, scene: whole(), scripts: {} }));
  assert.ok(isThree({ metadata: { formatVersion: 3 } }));
  assert.not(isThree({ asset: { version: '2.0' }, scene: 0 }));
  assert.not(isThree({ model: 'chair.glb' }));
  assert.not(isThree({ metadata: 'mine', nodes: [] }));
});

test.run();
