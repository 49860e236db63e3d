import { BufferAttribute, type InterleavedBufferAttribute, type TypedArray } from 'three/webgpu';
import type { GLTFLoaderPlugin, GLTFParser } from 'three/addons/loaders/GLTFLoader.js';
import type { AccessorDefinition, GltfJson } from './json.ts';

const arrays = {
  5120: Int8Array,
  5121: Uint8Array,
  5122: Int16Array,
  5123: Uint16Array,
  5125: Uint32Array,
  5126: Float32Array,
} satisfies Record<AccessorDefinition['componentType'], unknown>;

const sizes = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 } satisfies Record<
  AccessorDefinition['type'],
  number
>;

/**
 * Accessors that three.js' loader cannot read: interleaved ones whose view ends with their last element instead of a whole stride,
 * and sparse ones over interleaved data. They become tight arrays.
 */
export function accessors(parser: GLTFParser): GLTFLoaderPlugin {
  const json: GltfJson = parser.json;
  const load = parser.loadAccessor.bind(parser);
  parser.loadAccessor = async index => {
    const accessor = json.accessors?.[index];
    if (!accessor || !(await isHard(parser, json, accessor))) return load(index);
    return unpack(parser, json, accessor);
  };
  return { name: 'DARKROOM_accessors' };
}

function layoutOf(json: GltfJson, { bufferView, componentType, type, byteOffset = 0 }: AccessorDefinition) {
  const element = arrays[componentType].BYTES_PER_ELEMENT * sizes[type];
  const stride = json.bufferViews?.[bufferView ?? -1]?.byteStride ?? element;
  return { element, stride, byteOffset, size: sizes[type] };
}

async function isHard(parser: GLTFParser, json: GltfJson, accessor: AccessorDefinition): Promise<boolean> {
  const { element, stride, byteOffset } = layoutOf(json, accessor);
  if (accessor.bufferView === undefined) return false;
  if (stride === element) return false;
  if (accessor.sparse) return true;
  const within = byteOffset % stride;
  const view: ArrayBuffer = await parser.getDependency('bufferView', accessor.bufferView);
  // The loader takes whole strides, from the one in which the first element begins.
  return within + element > stride || byteOffset - within + accessor.count * stride > view.byteLength;
}

async function unpack(
  parser: GLTFParser,
  json: GltfJson,
  accessor: AccessorDefinition,
): Promise<BufferAttribute | InterleavedBufferAttribute> {
  const { stride, byteOffset, size } = layoutOf(json, accessor);
  const view: ArrayBuffer = await parser.getDependency('bufferView', accessor.bufferView ?? -1);
  const Numbers = arrays[accessor.componentType];
  const unit = Numbers.BYTES_PER_ELEMENT;
  const source = new Numbers(view, 0, Math.floor(view.byteLength / unit));
  const tight = new Numbers(accessor.count * size);
  for (let at = 0; at < accessor.count; at++)
    for (let part = 0; part < size; part++)
      tight[at * size + part] = source[(byteOffset + at * stride) / unit + part] ?? 0;
  await replace(parser, accessor, tight, size);
  return new BufferAttribute(tight, size, accessor.normalized === true);
}

/** Puts a sparse accessor's own values over the others. */
async function replace(
  parser: GLTFParser,
  { sparse, componentType }: AccessorDefinition,
  into: TypedArray,
  size: number,
): Promise<void> {
  if (!sparse) return;
  const [places, values]: ArrayBuffer[] = await Promise.all([
    parser.getDependency('bufferView', sparse.indices.bufferView),
    parser.getDependency('bufferView', sparse.values.bufferView),
  ]);
  if (!places || !values) return;
  const indices = new arrays[sparse.indices.componentType](places, sparse.indices.byteOffset ?? 0, sparse.count);
  const numbers = new arrays[componentType](values, sparse.values.byteOffset ?? 0, sparse.count * size);
  for (const [at, index] of indices.entries()) into.set(numbers.subarray(at * size, (at + 1) * size), index * size);
}
