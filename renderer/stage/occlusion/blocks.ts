import { Vector3 } from 'three/webgpu';
import { cellOf } from './atlas.ts';
import type { SkyDirection } from './directions.ts';

/** Maps of depth from some directions. */
export interface Maps {
  directions: readonly SkyDirection[];
  /** Texels per side of each. */
  side: number;
  /** Directions of all samples together. */
  among: number;
}

/** Pixels per side of a square whose pixels look in all directions together, each in some. */
export const tile = 4;
export const ranks = tile * tile;
/** Directions in which one pixel looks. */
export const each = 4;
/** Those of a square, in an order in which no two after each other lie beside each other. */
const order = [0, 10, 2, 8, 5, 15, 7, 13, 1, 11, 3, 9, 4, 14, 6, 12];

/** Floats for one direction, and before the first: see `Light` and `Block` of the shader. */
const perLight = 12;
const head = 4;
/** Bytes of what all pixels of one place in their squares are told, and from one to the next, as WebGPU asks. */
export const blockSize = (each * perLight + head) * 4;
export const blockStride = Math.ceil(blockSize / 256) * 256;

/** How far from the centre a map reaches, in radii of the scene. */
export const reach = 1.02;
/** Texels by which a surface is held to be nearer to the light than it is: of a texel, a map knows the depth of its middle alone. */
const off = 1;

/** What the shader is told of the directions, by the pixel's place in its square. */
export function blocksOf(maps: Maps): Float32Array<ArrayBuffer> {
  const floats = new Float32Array((blockStride / 4) * ranks);
  const scale = maps.side / (2 * reach);
  const sets = Math.ceil(maps.directions.length / each);
  for (let rank = 0; rank < ranks; rank++) {
    const block = floats.subarray((rank * blockStride) / 4);
    const place = order[rank] ?? 0;
    block.set([place % tile, Math.floor(place / tile), (off * 2 * reach) / maps.side, scale]);
    for (let at = 0; at < each; at++) {
      const index = (rank % sets) * each + at;
      const direction = maps.directions[index];
      if (direction) block.set(lightOf(direction, cellOf(index, maps.side), maps.side), head + at * perLight);
    }
  }
  return floats;
}

/** A direction: the level side of its map, which way it goes, its weight, and the texel in the middle of its map. */
function lightOf({ toward, weight }: SkyDirection, [column, row]: [number, number], side: number): number[] {
  return [...mapping(toward).right, 0, ...toward, weight, (column + 0.5) * side, (row + 0.5) * side];
}

/** The sides of a direction's map, level with the horizon. */
export function mapping(toward: Vector3): { right: Vector3; up: Vector3 } {
  const right = new Vector3(toward.z, 0, -toward.x).normalize();
  return { right, up: new Vector3().crossVectors(toward, right) };
}

/** How soft the edges of shadows are to be, in radii of the scene. */
export function softness({ among, side }: Maps): { spread: number; texel: number } {
  // about the angle between directions that are next to each other, and two texels
  return { spread: Math.sqrt(2 / among) * 2 * reach, texel: (2 * 2 * reach) / side };
}
