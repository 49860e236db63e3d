import { invalid } from './invalid.ts';
import { isJson, type Json, listOf, textOf } from '../../../../scenes/json.ts';
import { checkNumber, checkNumbers, kindOf } from './numbers.ts';

/** The facts of a geometry that checks of objects need. */
export interface GeometryFacts {
  vertices: number;
  attributes: ReadonlySet<string>;
}

const arrays = /^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float32|Float64)Array$/;

/** Checks a geometry of arrays: every attribute is as long as the positions, every index is a vertex. @throws Refusal */
export function checkAttributes(geometry: Json, at: string): GeometryFacts {
  const { data } = geometry;
  if (!isJson(data)) throw invalid(`${at}/data`, `is ${kindOf(data)}, not the data of a geometry`);
  if (data['attributes'] !== undefined && !isJson(data['attributes']))
    throw invalid(`${at}/data/attributes`, `is ${kindOf(data['attributes'])}, not an object`);
  const attributes = Object.entries(isJson(data['attributes']) ? data['attributes'] : {});
  const counts = new Map(
    attributes.map(([name, attribute]) => [name, countOf(attribute, data, `${at}/data/attributes/${name}`)] as const),
  );
  const vertices = counts.get('position') ?? 0;
  for (const [name, attribute] of attributes) {
    const count = counts.get(name) ?? 0;
    const instanced = isJson(attribute) && attribute['isInstancedBufferAttribute'] === true;
    if (!instanced && count < vertices)
      throw invalid(`${at}/data/attributes/${name}`, `has ${count} vertices, where the positions have ${vertices}`);
  }
  checkIndex(data, vertices, at);
  checkMorphs(data, vertices, at);
  checkGroups(data, at);
  checkBounds(data, at);
  return { vertices, attributes: new Set(counts.keys()) };
}

function countOf(attribute: unknown, data: Json, at: string): number {
  if (!isJson(attribute)) throw invalid(at, `is ${kindOf(attribute)}, not an attribute`);
  const size = checkNumber(attribute, 'itemSize', at, { min: 1, max: 16 });
  if (size === undefined || !Number.isInteger(size)) throw invalid(`${at}/itemSize`, 'is not a whole number');
  if (attribute['isInterleavedBufferAttribute'] === true) return interleavedCount(attribute, size, data, at);
  checkType(attribute, at);
  const numbers = checkNumbers(attribute, 'array', at);
  if (!numbers) throw invalid(`${at}/array`, 'is missing');
  if (numbers.length % size !== 0)
    throw invalid(`${at}/array`, `has ${numbers.length} numbers, which is not a multiple of ${size}`);
  return numbers.length / size;
}

function interleavedCount(attribute: Json, size: number, data: Json, at: string): number {
  const buffers = isJson(data['interleavedBuffers']) ? data['interleavedBuffers'] : {};
  const buffer = buffers[textOf(attribute['data'])];
  if (!isJson(buffer)) throw invalid(`${at}/data`, 'names an interleaved buffer that does not exist');
  const words = (isJson(data['arrayBuffers']) ? data['arrayBuffers'] : {})[textOf(buffer['buffer'])];
  if (!Array.isArray(words)) throw invalid(`${at}/data`, 'names a buffer that does not exist');
  checkType(buffer, at);
  const stride = checkNumber(buffer, 'stride', at, { min: 1, max: 4096 }) ?? 0;
  const offset = checkNumber(attribute, 'offset', at, { min: 0, max: 4096 }) ?? 0;
  if (!Number.isInteger(stride) || offset + size > stride) throw invalid(`${at}/offset`, 'exceeds the stride');
  const bytes = Number(/\d+/.exec(textOf(buffer['type']))?.[0] ?? 32) / 8;
  return Math.floor((words.length * 4) / bytes / stride);
}

function checkType(json: Json, at: string): void {
  if (!arrays.test(textOf(json['type']))) throw invalid(`${at}/type`, 'is not a kind of typed array');
}

function checkIndex({ index }: Json, vertices: number, at: string): void {
  if (index === undefined || index === null) return;
  if (!isJson(index)) throw invalid(`${at}/data/index`, `is ${kindOf(index)}, not an index`);
  if (!/^Uint(8|16|32)Array$/.test(textOf(index['type'])))
    throw invalid(`${at}/data/index/type`, 'is not Uint16Array or Uint32Array');
  const numbers = checkNumbers(index, 'array', `${at}/data/index`);
  if (!numbers) throw invalid(`${at}/data/index/array`, 'is missing');
  for (let i = 0; i < numbers.length; i++) {
    const vertex = Number(numbers[i]);
    // the restart index of a strip is refused too
    if (vertex < 0 || vertex >= vertices || !Number.isInteger(vertex))
      throw invalid(`${at}/data/index/array/${i}`, `names vertex ${vertex}, but there are ${vertices}`);
  }
}

function checkMorphs({ morphAttributes, ...data }: Json, vertices: number, at: string): void {
  if (!isJson(morphAttributes)) return;
  for (const [name, targets] of Object.entries(morphAttributes))
    listOf(targets).forEach((target, t) => {
      const pointer = `${at}/data/morphAttributes/${name}/${t}`;
      const count = countOf(target, data, pointer);
      if (count !== vertices) throw invalid(pointer, `has ${count} vertices, where the positions have ${vertices}`);
    });
}

function checkGroups({ groups }: Json, at: string): void {
  listOf(groups).forEach((group, g) => {
    // an infinite count is written as null
    for (const field of ['start', 'count', 'materialIndex'])
      if (group[field] !== null) checkNumber(group, field, `${at}/data/groups/${g}`, { min: 0 });
  });
}

function checkBounds({ boundingSphere }: Json, at: string): void {
  if (boundingSphere === undefined) return;
  const pointer = `${at}/data/boundingSphere`;
  if (!isJson(boundingSphere)) throw invalid(pointer, 'is not a sphere');
  checkNumbers(boundingSphere, 'center', pointer, 3);
}
