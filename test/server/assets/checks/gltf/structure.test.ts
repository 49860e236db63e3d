import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readModel } from '../../../../../server/assets/checks/gltf/model.ts';
import { glb, type Json, textured, triangle } from '../../make-model.ts';
import { refusal } from '../../refused.ts';

const scalar = { bufferView: 1, componentType: 5123, count: 3, type: 'SCALAR' };
const vector = { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3' };
const views = [
  { buffer: 0, byteLength: 36 },
  { buffer: 0, byteOffset: 36, byteLength: 6 },
];
const png = { uri: 'wood.png' };

function primitive(fields: Json): Json {
  return { meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, ...fields }] }] };
}

function position(fields: Json): Json {
  return { accessors: [{ ...vector, ...fields }, scalar] };
}

function sparse(fields: Json): Json {
  const whole = { count: 1, indices: { bufferView: 1, componentType: 5123 }, values: { bufferView: 0 } };
  return position({ sparse: { ...whole, ...fields } });
}

function meshopt(fields: Json): Json {
  const whole = { buffer: 0, byteLength: 36, byteStride: 12, count: 3, mode: 'ATTRIBUTES' };
  return {
    bufferViews: [
      { buffer: 0, byteLength: 36, extensions: { EXT_meshopt_compression: { ...whole, ...fields } } },
      views[1],
    ],
  };
}

/** What is wrong, the fields put over a valid triangle, and the pointer that the error names. */
/** Three times, as accessor 2. */
const timed = { accessors: [vector, scalar, { componentType: 5126, count: 3, type: 'SCALAR' }] };

const broken: [what: string, over: Json, at: string][] = [
  ['a buffer of a wrong type', { buffers: { byteLength: 44 } }, '/buffers'],
  ['a buffer without length', { buffers: [{}] }, '/buffers/0/byteLength'],
  ['a view of no buffer', { bufferViews: [{ buffer: 1, byteLength: 36 }, views[1]] }, '/bufferViews/0/buffer'],
  [
    'a view past its buffer',
    { bufferViews: [views[0], { buffer: 0, byteOffset: 40, byteLength: 6 }] },
    '/bufferViews/1',
  ],
  [
    'a view of negative offset',
    { bufferViews: [{ buffer: 0, byteOffset: -4, byteLength: 36 }] },
    '/bufferViews/0/byteOffset',
  ],
  ['a view of half a byte', { bufferViews: [{ buffer: 0, byteLength: 35.5 }] }, '/bufferViews/0/byteLength'],
  ['compressed data past its buffer', meshopt({ byteOffset: 20 }), '/bufferViews/0/extensions/EXT_meshopt_compression'],
  ['compressed data of no buffer', meshopt({ buffer: 3 }), '/bufferViews/0/extensions/EXT_meshopt_compression/buffer'],
  ['compressed data that unpacks to too little', meshopt({ count: 2 }), '/accessors/0'],
  ['an accessor of no view', position({ bufferView: 2 }), '/accessors/0/bufferView'],
  ['an accessor past its view', position({ count: 4 }), '/accessors/0'],
  ['an accessor that begins too late', position({ byteOffset: 4 }), '/accessors/0'],
  ['an accessor between its numbers', position({ byteOffset: 2, count: 2 }), '/accessors/0'],
  ['an accessor of nothing', position({ count: 0 }), '/accessors/0/count'],
  ['an accessor of negative count', position({ count: -1 }), '/accessors/0/count'],
  ['an accessor of an unknown component', position({ componentType: 5124 }), '/accessors/0/componentType'],
  ['an accessor of an unknown type', position({ type: 'VEC5' }), '/accessors/0/type'],
  ['elements wider than their stride', { bufferViews: [{ ...views[0], byteStride: 8 }, views[1]] }, '/accessors/0'],
  ['sparse values for more than there is', sparse({ count: 4 }), '/accessors/0/sparse'],
  [
    'sparse indices past their view',
    sparse({ count: 3, indices: { bufferView: 1, byteOffset: 2, componentType: 5123 } }),
    '/accessors/0/sparse/indices',
  ],
  [
    'sparse values past their view',
    sparse({ values: { bufferView: 0, byteOffset: 28 } }),
    '/accessors/0/sparse/values',
  ],
  ['sparse values of no view', sparse({ values: { bufferView: 9 } }), '/accessors/0/sparse/values/bufferView'],
  [
    'primitives that are no list',
    { meshes: [{ primitives: { attributes: { POSITION: 0 } } }] },
    '/meshes/0/primitives',
  ],
  ['a mesh of nothing', { meshes: [{ primitives: [] }] }, '/meshes/0/primitives'],
  [
    'an attribute of no accessor',
    primitive({ attributes: { POSITION: 7 } }),
    '/meshes/0/primitives/0/attributes/POSITION',
  ],
  [
    'an attribute of a wrong type',
    primitive({ attributes: { POSITION: 1 } }),
    '/meshes/0/primitives/0/attributes/POSITION',
  ],
  ['indices of no accessor', primitive({ indices: 2 }), '/meshes/0/primitives/0/indices'],
  ['indices that are positions', primitive({ indices: 0 }), '/meshes/0/primitives/0/indices'],
  ['a mode that is none', primitive({ mode: 7 }), '/meshes/0/primitives/0/mode'],
  ['a material that is not there', primitive({ material: 0 }), '/meshes/0/primitives/0/material'],
  ['a target of no accessor', primitive({ targets: [{ POSITION: 5 }] }), '/meshes/0/primitives/0/targets/0/POSITION'],
  [
    'attributes of different lengths',
    { ...primitive({ attributes: { POSITION: 0, NORMAL: 2 } }), accessors: [vector, scalar, { ...vector, count: 2 }] },
    '/meshes/0/primitives/0/attributes/NORMAL',
  ],
  [
    'a variant of no material',
    primitive({ extensions: { KHR_materials_variants: { mappings: [{ material: 1, variants: [0] }] } } }),
    '/meshes/0/primitives/0/extensions/KHR_materials_variants/mappings',
  ],
  [
    'compressed triangles of no view',
    primitive({ extensions: { KHR_draco_mesh_compression: { bufferView: 8, attributes: {} } } }),
    '/meshes/0/primitives/0/extensions/KHR_draco_mesh_compression/bufferView',
  ],
  ['a matrix of 5', { nodes: [{ mesh: 0, matrix: [1, 0, 0, 0, 1] }] }, '/nodes/0/matrix'],
  ['a scale that is text', { nodes: [{ mesh: 0, scale: '2' }] }, '/nodes/0/scale'],
  ['a translation with a null', { nodes: [{ mesh: 0, translation: [0, null, 0] }] }, '/nodes/0/translation/1'],
  ['a name that is a number', { nodes: [{ mesh: 0, name: 7 }] }, '/nodes/0/name'],
  ['a mesh that is not there', { nodes: [{ mesh: 1 }] }, '/nodes/0/mesh'],
  ['a mesh that is text', { nodes: [{ mesh: 'chair' }] }, '/nodes/0/mesh'],
  ['a skin that is not there', { nodes: [{ mesh: 0, skin: 0 }] }, '/nodes/0/skin'],
  ['a camera that is not there', { nodes: [{ camera: 0 }] }, '/nodes/0/camera'],
  [
    'a light that is not there',
    { nodes: [{ extensions: { KHR_lights_punctual: { light: 0 } } }] },
    '/nodes/0/extensions/KHR_lights_punctual/light',
  ],
  [
    'instances of no accessor',
    { nodes: [{ extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 4 } } } }] },
    '/nodes/0/extensions/EXT_mesh_gpu_instancing/attributes',
  ],
  ['a child that is not there', { nodes: [{ children: [1] }] }, '/nodes/0/children/0'],
  ['a node in itself', { nodes: [{ children: [0] }] }, '/nodes'],
  ['nodes in a circle', { nodes: [{}, { children: [2] }, { children: [1] }] }, '/nodes'],
  ['a node in two places', { nodes: [{ children: [2] }, { children: [2] }, {}] }, '/nodes/1/children/0'],
  [
    'a tree too deep',
    { nodes: Array.from({ length: 1500 }, (_, at) => (at < 1499 ? { children: [at + 1] } : {})) },
    '/nodes',
  ],
  ['no scene', { scenes: [] }, '/scenes'],
  ['a scene that is not there', { scene: 1 }, '/scene'],
  ['a scene of no node', { scenes: [{ nodes: [3] }] }, '/scenes/0/nodes/0'],
  ['a joint that is not there', { skins: [{ joints: [4] }] }, '/skins/0/joints/0'],
  ['joints without matrices', { skins: [{ joints: [0], inverseBindMatrices: 0 }] }, '/skins/0/inverseBindMatrices'],
  [
    'a channel of no sampler',
    { animations: [{ samplers: [], channels: [{ sampler: 0, target: { path: 'scale' } }] }] },
    '/animations/0/channels/0/sampler',
  ],
  [
    'a channel of no node',
    {
      animations: [
        { samplers: [{ input: 1, output: 0 }], channels: [{ sampler: 0, target: { node: 9, path: 'scale' } }] },
      ],
    },
    '/animations/0/channels/0/target/node',
  ],
  [
    'times without values',
    { ...timed, animations: [{ samplers: [{ input: 2, output: 0, interpolation: 'CUBICSPLINE' }], channels: [] }] },
    '/animations/0/samplers/0/output',
  ],
  [
    'times that are whole numbers',
    { animations: [{ samplers: [{ input: 1, output: 0 }], channels: [] }] },
    '/animations/0/samplers/0/input',
  ],
  [
    'a turn by three numbers',
    {
      ...timed,
      animations: [
        { samplers: [{ input: 2, output: 0 }], channels: [{ sampler: 0, target: { node: 0, path: 'rotation' } }] },
      ],
    },
    '/animations/0/channels/0/sampler',
  ],
  ['a camera without its numbers', { cameras: [{ type: 'perspective' }] }, '/cameras/0/perspective'],
  [
    'a camera without height',
    { cameras: [{ type: 'orthographic', orthographic: { xmag: 1, ymag: 0, znear: 0, zfar: 1 } }] },
    '/cameras/0/orthographic/ymag',
  ],
  [
    'compressed vertices of 3 bytes',
    meshopt({ byteStride: 3 }),
    '/bufferViews/0/extensions/EXT_meshopt_compression/byteStride',
  ],
  [
    'a filter that there is not',
    meshopt({ filter: 'BLUR' }),
    '/bufferViews/0/extensions/EXT_meshopt_compression/filter',
  ],
  ['a camera of an unknown type', { cameras: [{ type: 'fisheye' }] }, '/cameras/0/type'],
  [
    'a light of an unknown type',
    { extensions: { KHR_lights_punctual: { lights: [{ type: 'area' }] } } },
    '/extensions/KHR_lights_punctual/lights/0/type',
  ],
  ['a texture that is not there', { materials: [{ normalTexture: { index: 0 } }] }, '/materials/0/normalTexture/index'],
  [
    "an extension's texture that is not there",
    { materials: [{ extensions: { KHR_materials_sheen: { sheenColorTexture: { index: 2 } } } }] },
    '/materials/0/extensions/KHR_materials_sheen/sheenColorTexture/index',
  ],
  [
    'a colour of two',
    { materials: [{ pbrMetallicRoughness: { baseColorFactor: [1, 1] } }] },
    '/materials/0/pbrMetallicRoughness/baseColorFactor',
  ],
  [
    'a factor that is text',
    { materials: [{ pbrMetallicRoughness: { metallicFactor: '1' } }] },
    '/materials/0/pbrMetallicRoughness/metallicFactor',
  ],
  ['an image that is not there', textured(png, { images: [] }), '/textures/0'],
  [
    'a texture without image',
    textured(png, { textures: [{}] }),
    '/materials/0/pbrMetallicRoughness/baseColorTexture/index',
  ],
  ['a sampler that is not there', textured(png, { textures: [{ source: 0, sampler: 0 }] }), '/textures/0/sampler'],
  ['an image of nothing', textured({}), '/images/0'],
  ['an image of two places', textured({ uri: 'wood.png', bufferView: 0 }), '/images/0'],
  ['an image of no view', textured({ bufferView: 8 }), '/images/0/bufferView'],
];

test('a sound model comes through', () => {
  assert.is(readModel(glb(triangle())).gltf.meshes?.length, 1);
  assert.is(readModel(glb(textured(png))).gltf.images?.length, 1);
});

test('each thing that breaks the structure is refused at its place', () => {
  for (const [what, over, at] of broken)
    assert.match(refusal(() => readModel(glb(triangle(over))), 'gltf_invalid').says, `is not valid glTF: ${at} `, what);
});

test('a count that claims gigabytes is refused', () => {
  const empty = { componentType: 5126, count: 2 ** 28, type: 'VEC4' };
  const says = refusal(() => readModel(glb(triangle({ accessors: [vector, scalar, empty] }))), 'asset_too_large').says;
  assert.match(says, 'unpacks to 4097 MiB; the limit is 512');
  refusal(() => readModel(glb(triangle(meshopt({ count: 2 ** 30 })))), 'asset_too_large');
});

/** A material of fourteen textures. */
const layers = Object.fromEntries(
  Object.entries({
    clearcoat: ['clearcoat', 'clearcoatRoughness', 'clearcoatNormal'],
    iridescence: ['iridescence', 'iridescenceThickness'],
    sheen: ['sheenColor', 'sheenRoughness'],
    specular: ['specular', 'specularColor'],
    transmission: ['transmission'],
    volume: ['thickness'],
    anisotropy: ['anisotropy'],
    pbrSpecularGlossiness: ['diffuse', 'specularGlossiness'],
  }).map(([name, maps], first, all) => {
    const before = all.slice(0, first).reduce((sum, [, { length }]) => sum + length, 0);
    return [
      `KHR_materials_${name}`,
      Object.fromEntries(maps.map((map, at) => [`${map}Texture`, { index: before + at }])),
    ];
  }),
);

test('what is small in the file and large in memory is refused', () => {
  const many = (count: number, entry: unknown) => Array.from({ length: count }, () => entry);
  const large: Json[] = [
    { nodes: many(1_000_000, {}) },
    primitive({ targets: many(2000, { POSITION: 0 }) }),
    {
      ...primitive({ targets: many(1000, { POSITION: 0 }), attributes: { POSITION: 0 } }),
      accessors: [{ componentType: 5126, count: 100_000, type: 'VEC3' }, scalar],
    },
    { skins: [{ joints: many(5000, 0) }] },
    {
      nodes: [{ mesh: 0, extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 2 } } } }],
      accessors: [vector, scalar, { componentType: 5126, count: 20_000_000, type: 'VEC3' }],
    },
    {
      nodes: [{ mesh: 0, extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 2 } } } }],
      accessors: [
        { componentType: 5126, count: 1000, type: 'VEC3' },
        scalar,
        { componentType: 5126, count: 900_000, type: 'VEC3' },
      ],
    },
    textured(png, { textures: many(14, { source: 0 }), materials: [{ extensions: layers }] }),
  ];
  for (const over of large) refusal(() => readModel(glb(triangle(over))), 'asset_too_large');
});

test('what is allowed comes through', () => {
  const allowed: [what: string, over: Json][] = [
    ['names that are null', { nodes: [{ mesh: 0, name: null }] }],
    ['unknown fields', { nodes: [{ mesh: 0, extras: { a: [1] }, mine: '…' }], extras: null }],
    ['an accessor of zeros', { accessors: [vector, scalar, { componentType: 5126, count: 3, type: 'VEC2' }] }],
    ['sparse values over zeros', sparse({})],
    ['a scene of nothing', { scenes: [{}] }],
    ['compressed data', meshopt({})],
    [
      'an animation of a pointer',
      {
        ...timed,
        animations: [
          {
            samplers: [{ input: 2, output: 0 }],
            channels: [{ sampler: 0, target: { path: 'pointer', extensions: {} } }],
          },
        ],
      },
    ],
    ['an image that nothing uses', { images: [{ uri: 'unused.gif' }] }],
  ];
  for (const [what, over] of allowed) assert.is(readModel(glb(triangle(over))).format, 'glb', what);
});

test.run();
