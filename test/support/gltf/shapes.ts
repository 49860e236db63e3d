import type { Json } from '../../server/assets/make-model.ts';
import type { GltfFile } from './file.ts';

export interface Shape {
  positions: Float32Array<ArrayBuffer>;
  normals: Float32Array<ArrayBuffer>;
  uvs: Float32Array<ArrayBuffer>;
  indices: Uint16Array<ArrayBuffer>;
}

/** A square of side 2 that looks to +z; its uv begin at the upper left, as glTF's do. */
export function square(steps = 1): Shape {
  return grid(steps, steps, (u, v) => ({ place: [2 * u - 1, 1 - 2 * v, 0], normal: [0, 0, 1] }));
}

/** A ball of radius 1. */
export function ball(steps = 32): Shape {
  return grid(2 * steps, steps, (u, v) => {
    const [around, down] = [2 * Math.PI * u, Math.PI * v];
    const place: Triple = [-Math.cos(around) * Math.sin(down), Math.cos(down), Math.sin(around) * Math.sin(down)];
    return { place, normal: place };
  });
}

type Triple = [number, number, number];

function grid(across: number, along: number, at: (u: number, v: number) => { place: Triple; normal: Triple }): Shape {
  const positions: number[] = [];
  const normals: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  for (let y = 0; y <= along; y++)
    for (let x = 0; x <= across; x++) {
      const { place, normal } = at(x / across, y / along);
      positions.push(...place);
      normals.push(...normal);
      uvs.push(x / across, y / along);
    }
  for (let y = 0; y < along; y++)
    for (let x = 0; x < across; x++) {
      const corner = y * (across + 1) + x;
      const below = corner + across + 1;
      indices.push(corner, below, corner + 1, corner + 1, below, below + 1);
    }
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    uvs: Float32Array.from(uvs),
    indices: Uint16Array.from(indices),
  };
}

/** A mesh of a shape, with fields and attributes put to its primitive. */
export function mesh(file: GltfFile, shape: Shape, fields: Json = {}, attributes: Json = {}): number {
  return file.add('meshes', { primitives: [primitive(file, shape, fields, attributes)] });
}

export function primitive(
  file: GltfFile,
  { positions, normals, uvs, indices }: Shape,
  fields: Json = {},
  attributes: Json = {},
): Json {
  return {
    attributes: {
      POSITION: file.accessor(positions, 'VEC3', bounds(positions)),
      NORMAL: file.accessor(normals, 'VEC3'),
      TEXCOORD_0: file.accessor(uvs, 'VEC2'),
      ...attributes,
    },
    indices: file.accessor(indices, 'SCALAR'),
    ...fields,
  };
}

export function bounds(positions: ArrayLike<number>): { min: number[]; max: number[] } {
  const axis = (at: number) => Array.from(positions).filter((_, index) => index % 3 === at);
  const of = (pick: (...values: number[]) => number) => [0, 1, 2].map(at => pick(...axis(at)));
  return { min: of(Math.min), max: of(Math.max) };
}
