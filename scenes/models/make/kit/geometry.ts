import { BufferAttribute, BufferGeometry, Vector2, Vector3 } from 'three';

/** The item at an index that must exist; negative indices count from the end. */
export function at<T>(list: ArrayLike<T> & { at(index: number): T | undefined }, index: number): T {
  const item = list.at(index);
  if (item === undefined) throw new Error(`There is no item ${index} in a list of ${list.length}.`);
  return item;
}

export const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Triangles without an index: what every shape here is made of until `smooth` welds it. */
export function soup(corners: { position: Vector3; uv: Vector2 }[]): BufferGeometry {
  const geometry = new BufferGeometry();
  const positions = corners.flatMap(({ position }) => position.toArray());
  const uvs = corners.flatMap(({ uv }) => uv.toArray());
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array(uvs), 2));
  return geometry;
}

export const point = (geometry: BufferGeometry, index: number) =>
  new Vector3().fromBufferAttribute(geometry.getAttribute('position'), index);

export function texel(geometry: BufferGeometry, index: number): Vector2 {
  const uv = geometry.getAttribute('uv');
  return new Vector2(uv.getX(index), uv.getY(index));
}

/** The corners of the triangle that starts at an index of an unindexed geometry. */
export function triangle(geometry: BufferGeometry, index: number): [Vector3, Vector3, Vector3] {
  return [point(geometry, index), point(geometry, index + 1), point(geometry, index + 2)];
}

/** The volume that the triangles enclose, negative when they face inwards. */
export function volume(geometry: BufferGeometry): number {
  geometry.computeBoundingBox();
  const centre = geometry.boundingBox?.getCenter(new Vector3()) ?? new Vector3();
  const count = geometry.getAttribute('position').count;
  let sum = 0;
  for (let i = 0; i < count; i += 3) {
    const [a, b, c] = triangle(geometry, i);
    sum += a.sub(centre).dot(b.sub(centre).cross(c.sub(centre))) / 6;
  }
  return sum;
}

/** Turns every triangle of an unindexed geometry over. */
export function flip(geometry: BufferGeometry): BufferGeometry {
  const count = geometry.getAttribute('position').count;
  const order = range(count).map(i => (i % 3 === 0 ? i : i % 3 === 1 ? i + 1 : i - 1));
  return soup(order.map(i => ({ position: point(geometry, i), uv: texel(geometry, i) })));
}

/** One geometry of several unindexed ones. */
export function join(geometries: BufferGeometry[]): BufferGeometry {
  return soup(
    geometries.flatMap(geometry => {
      const loose = geometry.index ? geometry.toNonIndexed() : geometry;
      return range(loose.getAttribute('position').count).map(i => ({ position: point(loose, i), uv: texel(loose, i) }));
    }),
  );
}

/** Moves every vertex: bends, twists, bulges. */
export function bend(geometry: BufferGeometry, move: (p: Vector3) => Vector3): BufferGeometry {
  const loose = geometry.index ? geometry.toNonIndexed() : geometry;
  const count = loose.getAttribute('position').count;
  return soup(range(count).map(i => ({ position: move(point(loose, i)), uv: texel(loose, i) })));
}

/**
 * Lays texture coordinates flat on each face, from the side that it looks at most (x, y or z), `tile` metres a repeat.
 * `along` names the axis that v follows, so that a grain runs lengthwise.
 */
export function boxUv(geometry: BufferGeometry, tile: number, along: 'x' | 'y' | 'z' = 'y'): BufferGeometry {
  const loose = geometry.index ? geometry.toNonIndexed() : geometry;
  const count = loose.getAttribute('position').count;
  const corners = range(count).map(i => ({ position: point(loose, i), uv: new Vector2() }));
  for (let i = 0; i < count; i += 3) {
    const face = corners.slice(i, i + 3);
    const [a, b, c] = triangle(loose, i);
    const normal = b.clone().sub(a).cross(c.clone().sub(a));
    const size = { x: Math.abs(normal.x), y: Math.abs(normal.y), z: Math.abs(normal.z) };
    const away = size.x >= size.y && size.x >= size.z ? 'x' : size.y >= size.z ? 'y' : 'z';
    const axes = (['x', 'y', 'z'] as const).filter(axis => axis !== away);
    const v = axes.includes(along) ? along : at(axes, 1);
    const u = at(
      axes.filter(axis => axis !== v),
      0,
    );
    for (const corner of face) corner.uv.set(corner.position[u] / tile, corner.position[v] / tile);
  }
  return soup(corners);
}
