import { BufferAttribute, type BufferGeometry, Vector3 } from 'three/webgpu';

/** A geometry, and where its origin is: the place of the object that has it. */
export interface Placed {
  geometry: BufferGeometry;
  origin: Vector3;
}

/** How many times its own size a thing is away from the origin before it gets an origin of its own. */
const far = 8;

/**
 * Gives a geometry its places: as they are, or where they are far away, as on a map's grid, around an origin of their own. 32 bits
 * hold seven digits, of which 4649776.25 takes all.
 * @param places x, y and z of each vertex
 * @returns where that origin is: the place of the object that has the geometry
 */
export function setPlaces(geometry: BufferGeometry, places: ArrayLike<number>): Vector3 {
  const origin = originOf(places);
  const { x, y, z } = origin;
  const near = Float32Array.from(places);
  if (origin.lengthSq() > 0)
    for (let at = 0; at < near.length; at += 3) {
      near[at] = (places[at] ?? 0) - x;
      near[at + 1] = (places[at + 1] ?? 0) - y;
      near[at + 2] = (places[at + 2] ?? 0) - z;
    }
  geometry.setAttribute('position', new BufferAttribute(near, 3));
  return origin;
}

function originOf(places: ArrayLike<number>): Vector3 {
  const [low, high] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (let at = 0; at < places.length; at++) {
    const value = places[at] ?? NaN;
    const axis = at % 3;
    if (value < (low[axis] ?? 0)) low[axis] = value;
    if (value > (high[axis] ?? 0)) high[axis] = value;
  }
  const [least, most] = [new Vector3(...low), new Vector3(...high)];
  const size = most.distanceTo(least);
  const middle = least.add(most).divideScalar(2);
  return middle.length() > size * far && Number.isFinite(size) ? middle : new Vector3();
}
