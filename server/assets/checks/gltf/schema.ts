import * as z from 'zod';
import { material } from './material-schema.ts';

const index = z.int().min(0);
const bytes = z.int().min(0);
const name = z.string().nullish();
const numbers = z.array(z.number());
const vec3 = numbers.length(3);
const vec4 = numbers.length(4);
const named = z.record(z.string(), index);

const buffer = z.object({ byteLength: bytes, uri: z.string().optional() });

const meshopt = z.object({
  buffer: index,
  byteOffset: bytes.optional(),
  byteLength: bytes,
  byteStride: z.int().min(1).max(256),
  count: bytes,
  mode: z.enum(['ATTRIBUTES', 'TRIANGLES', 'INDICES']),
  filter: z.enum(['NONE', 'OCTAHEDRAL', 'QUATERNION', 'EXPONENTIAL', 'COLOR']).optional(),
});

const bufferView = z.object({
  buffer: index,
  byteOffset: bytes.optional(),
  byteLength: bytes,
  byteStride: z.int().min(4).max(252).optional(),
  extensions: z
    .object({ EXT_meshopt_compression: meshopt.optional(), KHR_meshopt_compression: meshopt.optional() })
    .optional(),
});

const componentType = z.literal([5120, 5121, 5122, 5123, 5125, 5126]);

const sparse = z.object({
  count: z.int().min(1),
  indices: z.object({ bufferView: index, byteOffset: bytes.optional(), componentType: z.literal([5121, 5123, 5125]) }),
  values: z.object({ bufferView: index, byteOffset: bytes.optional() }),
});

const accessor = z.object({
  bufferView: index.optional(),
  byteOffset: bytes.optional(),
  componentType,
  normalized: z.boolean().optional(),
  count: z.int().min(1),
  type: z.enum(['SCALAR', 'VEC2', 'VEC3', 'VEC4', 'MAT2', 'MAT3', 'MAT4']),
  min: numbers.max(16).optional(),
  max: numbers.max(16).optional(),
  sparse: sparse.optional(),
});

const image = z.object({
  name,
  uri: z.string().optional(),
  bufferView: index.optional(),
  mimeType: z.string().optional(),
});

const source = z.object({ source: index }).optional();
const texture = z.object({
  name,
  source: index.optional(),
  sampler: index.optional(),
  extensions: z.object({ KHR_texture_basisu: source, EXT_texture_webp: source, EXT_texture_avif: source }).optional(),
});

const primitive = z.object({
  attributes: named,
  indices: index.optional(),
  material: index.optional(),
  mode: z.int().min(0).max(6).optional(),
  targets: z.array(named).optional(),
  extensions: z
    .object({
      KHR_draco_mesh_compression: z.object({ bufferView: index, attributes: named }).optional(),
      KHR_materials_variants: z
        .object({ mappings: z.array(z.object({ material: index, variants: z.array(index) })) })
        .optional(),
    })
    .optional(),
});

const node = z.object({
  name,
  children: z.array(index).optional(),
  mesh: index.optional(),
  skin: index.optional(),
  camera: index.optional(),
  matrix: numbers.length(16).optional(),
  translation: vec3.optional(),
  rotation: vec4.optional(),
  scale: vec3.optional(),
  weights: numbers.optional(),
  extensions: z
    .object({
      KHR_lights_punctual: z.object({ light: index }).optional(),
      EXT_mesh_gpu_instancing: z.object({ attributes: named }).optional(),
      KHR_node_visibility: z.object({ visible: z.boolean().optional() }).optional(),
    })
    .optional(),
});

const skin = z.object({
  name,
  joints: z.array(index).min(1),
  skeleton: index.optional(),
  inverseBindMatrices: index.optional(),
});

const animation = z.object({
  name,
  channels: z.array(z.object({ sampler: index, target: z.object({ node: index.optional(), path: z.string() }) })),
  samplers: z.array(
    z.object({ input: index, output: index, interpolation: z.enum(['LINEAR', 'STEP', 'CUBICSPLINE']).optional() }),
  ),
});

const positive = z.number().gt(0);
const camera = z.discriminatedUnion('type', [
  z.object({
    name,
    type: z.literal('perspective'),
    perspective: z.object({
      yfov: positive.lt(Math.PI),
      znear: positive,
      zfar: positive.optional(),
      aspectRatio: positive.optional(),
    }),
  }),
  z.object({
    name,
    type: z.literal('orthographic'),
    orthographic: z.object({
      xmag: z.number(),
      ymag: z.number().refine(height => height !== 0, 'must not be 0'),
      znear: z.number().min(0),
      zfar: positive,
    }),
  }),
]);

const light = z.object({
  name,
  type: z.enum(['directional', 'point', 'spot']),
  color: vec3.optional(),
  intensity: z.number().min(0).optional(),
  range: z.number().optional(),
  spot: z.object({ innerConeAngle: z.number().optional(), outerConeAngle: z.number().optional() }).optional(),
});

/** The fields of a glTF 2.0 file that are checked, by their types. Indices and ranges are checked later. */
export const gltfSchema = z.object({
  extensionsUsed: z.array(z.string()).optional(),
  extensionsRequired: z.array(z.string()).optional(),
  scene: index.optional(),
  scenes: z.array(z.object({ name, nodes: z.array(index).optional() })).optional(),
  nodes: z.array(node).optional(),
  meshes: z.array(z.object({ name, primitives: z.array(primitive).min(1), weights: numbers.optional() })).optional(),
  skins: z.array(skin).optional(),
  animations: z.array(animation).optional(),
  cameras: z.array(camera).optional(),
  materials: z.array(material).optional(),
  textures: z.array(texture).optional(),
  samplers: z.array(z.object({ name })).optional(),
  images: z.array(image).optional(),
  accessors: z.array(accessor).optional(),
  bufferViews: z.array(bufferView).optional(),
  buffers: z.array(buffer).optional(),
  extensions: z
    .object({
      KHR_lights_punctual: z.object({ lights: z.array(light) }).optional(),
      KHR_materials_variants: z.object({ variants: z.array(z.object({ name: z.string() })) }).optional(),
    })
    .optional(),
});

export type Gltf = z.output<typeof gltfSchema>;
export type Accessor = z.output<typeof accessor>;
export type BufferView = z.output<typeof bufferView>;
export type Primitive = z.output<typeof primitive>;
