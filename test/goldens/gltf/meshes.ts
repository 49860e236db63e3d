import { draco, meshopt } from '../../support/gltf/encode.ts';
import { GltfFile, shown } from '../../support/gltf/file.ts';
import { chart, paint } from '../../support/gltf/images.ts';
import { ball, bounds, mesh, primitive, square } from '../../support/gltf/shapes.ts';
import type { Json } from '../../server/assets/make-model.ts';
import type { Rows } from './rows.ts';

function plain(file: GltfFile, fields: Json = {}): number {
  return file.add('materials', { pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.5 }, ...fields });
}

/** A ball with a chart on it, which is to look the same however it is packed. */
async function charted(): Promise<Buffer> {
  const file = new GltfFile();
  const baseColorTexture = { index: file.texture(await paint(chart)) };
  const material = plain(file, { pbrMetallicRoughness: { baseColorTexture, metallicFactor: 0 } });
  file.node({ mesh: mesh(file, ball(), { material }) });
  return file.bytes();
}

const corners = Float32Array.from([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]);

/** How geometry is stored and put together. */
export const meshes: Rows = {
  draco: async () => shown(await draco(await charted())),
  'meshopt-ext': async () => shown(await meshopt(await charted(), 'EXT')),
  'meshopt-khr': async () => shown(await meshopt(await charted(), 'KHR')),
  quantized: async () => {
    const file = new GltfFile().use('KHR_mesh_quantization', true);
    const { positions, normals, uvs, indices } = ball();
    const wide = (values: Float32Array, factor: number) =>
      Float32Array.from(values, value => Math.round(value * factor));
    const padded = (values: Float32Array) =>
      Array.from({ length: values.length / 3 }, (_, at) => [...values.subarray(at * 3, at * 3 + 3), 0]).flat();
    const short = Int16Array.from(padded(wide(positions, 3000)));
    const attributes = {
      POSITION: file.add('accessors', {
        bufferView: file.view(new Uint8Array(short.buffer), { byteStride: 8 }),
        componentType: 5122,
        count: positions.length / 3,
        type: 'VEC3',
        ...bounds(wide(positions, 3000)),
      }),
      NORMAL: file.add('accessors', {
        bufferView: file.view(new Uint8Array(Int8Array.from(padded(wide(normals, 127))).buffer), { byteStride: 4 }),
        componentType: 5120,
        normalized: true,
        count: normals.length / 3,
        type: 'VEC3',
      }),
      TEXCOORD_0: file.accessor(Uint16Array.from(wide(uvs, 65_535)), 'VEC2', { normalized: true }),
    };
    const baseColorTexture = { index: file.texture(await paint(chart)) };
    const material = plain(file, { pbrMetallicRoughness: { baseColorTexture, metallicFactor: 0 } });
    const primitives = [{ attributes, indices: file.accessor(indices, 'SCALAR'), material }];
    file.node({ mesh: file.add('meshes', { primitives }), scale: [1 / 3000, 1 / 3000, 1 / 3000] });
    return shown(file);
  },
  // the last element ends before its stride does, which is valid, and the sparse one lies over it
  'interleaved-and-sparse': async () => {
    const file = new GltfFile();
    const { positions, normals, uvs, indices } = square(2);
    const count = positions.length / 3;
    const packed = new Float32Array(count * 10 - 2);
    for (let at = 0; at < count; at++) {
      packed.set(positions.subarray(at * 3, at * 3 + 3), at * 10);
      packed.set(normals.subarray(at * 3, at * 3 + 3), at * 10 + 3);
      packed.set(uvs.subarray(at * 2, at * 2 + 2), at * 10 + 6);
    }
    const bufferView = file.view(new Uint8Array(packed.buffer), { byteStride: 40 });
    const accessor = (byteOffset: number, type: string, fields: Json = {}) =>
      file.add('accessors', { bufferView, byteOffset, componentType: 5126, count, type, ...fields });
    const moved = { bufferView: file.view(new Uint8Array(Uint16Array.from([4]).buffer)), componentType: 5123 };
    const values = { bufferView: file.view(new Uint8Array(Float32Array.from([0.5, 0.3, 0]).buffer)) };
    const attributes = {
      POSITION: accessor(0, 'VEC3', { ...bounds(positions), sparse: { count: 1, indices: moved, values } }),
      NORMAL: accessor(12, 'VEC3'),
      TEXCOORD_0: accessor(24, 'VEC2'),
    };
    const baseColorTexture = { index: file.texture(await paint(chart)) };
    const material = plain(file, { pbrMetallicRoughness: { baseColorTexture, metallicFactor: 0 } });
    const primitives = [{ attributes, indices: file.accessor(indices, 'SCALAR'), material }];
    file.node({ mesh: file.add('meshes', { primitives }) });
    return shown(file);
  },
  'primitive-modes': () => {
    const file = new GltfFile();
    const material = plain(file, { pbrMetallicRoughness: { baseColorFactor: [0.1, 0.02, 0.02, 1] } });
    for (let mode = 0; mode <= 6; mode++) {
      const order = { 0: [0, 1, 2, 3], 1: [0, 1, 2, 3], 4: [0, 1, 2], 5: [0, 1, 3, 2] }[mode];
      const indices = file.accessor(Uint16Array.from(order ?? [0, 1, 2, 3]), 'SCALAR');
      const attributes = { POSITION: file.accessor(corners, 'VEC3', bounds(corners)) };
      const primitives = [{ attributes, indices, material, mode }];
      const translation = [(mode % 4) * 2.4, -Math.floor(mode / 4) * 2.4, 0];
      file.node({ mesh: file.add('meshes', { primitives }), translation });
    }
    return shown(file, { output: { width: 256, height: 128 } });
  },
  'vertex-colours': async () => {
    const file = new GltfFile();
    const shape = square(4);
    const count = shape.positions.length / 3;
    const colors = Uint8Array.from({ length: count * 4 }, (_, at) => [230, 20 * (at % 12), 60, 255][at % 4] ?? 0);
    const clear = Float32Array.from({ length: count * 4 }, (_, at) => [0.1, 0.2, 0.8, (at % 20) / 20][at % 4] ?? 0);
    const of = (data: Uint8Array | Float32Array, fields: Json, alphaMode: string) => {
      const COLOR_0 = file.accessor(data, 'VEC4', fields);
      return mesh(file, shape, { material: plain(file, { alphaMode }) }, { COLOR_0 });
    };
    file.node({ mesh: of(colors, { normalized: true }, 'OPAQUE'), translation: [-1.05, 0, 0] });
    file.node({ mesh: of(clear, {}, 'BLEND'), translation: [1.05, 0, 0] });
    return shown(file, { output: { width: 256, height: 128 } });
  },
  'no-normals': () => {
    const file = new GltfFile();
    const { positions, indices } = ball(5);
    const attributes = { POSITION: file.accessor(positions, 'VEC3', bounds(positions)) };
    const primitives = [{ attributes, indices: file.accessor(indices, 'SCALAR'), material: plain(file) }];
    file.node({ mesh: file.add('meshes', { primitives }) });
    return shown(file);
  },
  'negative-scale': async () => {
    const file = new GltfFile();
    const material = plain(file, {
      pbrMetallicRoughness: { baseColorTexture: { index: file.texture(await paint(chart)) }, metallicFactor: 0 },
    });
    const one = mesh(file, ball(), { material });
    file.node({ mesh: one, translation: [-1.05, 0, 0] });
    file.node({ mesh: one, translation: [1.05, 0, 0], scale: [-1, 1, 1] });
    return shown(file, { output: { width: 256, height: 128 } });
  },
  // mirrored copies of a mesh, and points and lines beside it, which are copied too
  instancing: async () => {
    const file = new GltfFile().use('EXT_mesh_gpu_instancing', true);
    const material = plain(file, {
      pbrMetallicRoughness: { baseColorTexture: { index: file.texture(await paint(chart)) }, metallicFactor: 0 },
    });
    const line = { attributes: { POSITION: file.accessor(corners, 'VEC3', bounds(corners)) }, mode: 2 };
    const primitives = [primitive(file, ball(12), { material }), { ...line, material: plain(file) }];
    const attributes = {
      TRANSLATION: file.accessor(Float32Array.from([-2.2, 0, 0, 0, 0, 0, 2.2, 0, 0]), 'VEC3'),
      ROTATION: file.accessor(Float32Array.from([0, 0, 0, 1, 0, 0, 0.38, 0.92, 0, 0, 0, 1]), 'VEC4'),
      SCALE: file.accessor(Float32Array.from([1, 1, 1, 0.8, 0.8, 0.8, -1, 1, 1]), 'VEC3'),
    };
    const extensions = { EXT_mesh_gpu_instancing: { attributes } };
    file.node({ mesh: file.add('meshes', { primitives }), extensions });
    return shown(file, { output: { width: 256, height: 96 } });
  },
  // what the file says of its bounds is wrong, and hides nothing
  'wrong-bounds': () => {
    const file = new GltfFile();
    const attributes = { POSITION: file.accessor(corners, 'VEC3', { min: [90, 90, 90], max: [91, 91, 91] }) };
    const indices = file.accessor(Uint16Array.from([0, 1, 2, 0, 2, 3]), 'SCALAR');
    file.node({ mesh: file.add('meshes', { primitives: [{ attributes, indices, material: plain(file) }] }) });
    return shown(file);
  },
};
