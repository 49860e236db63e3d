import { ShapeUtils, Vector2, Vector3 } from 'three/webgpu';

/** Corners of a face that does not bulge everywhere, at most: finding its ears takes longer than it has corners. */
const most = 65_536;

/**
 * The triangles of a polygon in space, wound as it is: a fan where it bulges everywhere, else by its ears in the plane that fits it best.
 * @param corners which place each of its corners has
 * @param places x, y and z of each place
 * @returns three corners of each triangle, by where they are in `corners`
 */
export function triangulated(corners: ArrayLike<number>, places: ArrayLike<number>): number[] {
  const count = corners.length;
  if (count < 3) return [];
  if (count === 3) return [0, 1, 2];
  const at = (corner: number, axis: number) => places[(corners[corner] ?? 0) * 3 + axis] ?? 0;
  const normal = normalOf(count, at);
  if (bulges(count, at, normal)) return fan(count);
  if (count > most)
    throw new Error(`a face in it has ${count} corners, of which some point inwards; the limit is ${most}`);
  const triangles = ears(count, at, normal.normalize());
  return triangles.length > 0 ? triangles : fan(count);
}

type Place = (corner: number, axis: number) => number;

function fan(count: number): number[] {
  const triangles: number[] = [];
  for (let last = 2; last < count; last++) triangles.push(0, last - 1, last);
  return triangles;
}

/** Newell's: also of a polygon that is not quite flat, and as long as its area is large. */
function normalOf(count: number, at: Place): Vector3 {
  let [x, y, z] = [0, 0, 0];
  for (let corner = 0; corner < count; corner++) {
    const next = (corner + 1) % count;
    const [dx, dy, dz] = [at(corner, 0) - at(0, 0), at(corner, 1) - at(0, 1), at(corner, 2) - at(0, 2)];
    const [ex, ey, ez] = [at(next, 0) - at(0, 0), at(next, 1) - at(0, 1), at(next, 2) - at(0, 2)];
    x += dy * ez - dz * ey;
    y += dz * ex - dx * ez;
    z += dx * ey - dy * ex;
  }
  return new Vector3(x, y, z);
}

/** Whether it turns the same way at all its corners, but for what is lost by rounding. */
function bulges(count: number, at: Place, { x, y, z }: Vector3): boolean {
  const least = (x * x + y * y + z * z) * -1e-9;
  for (let corner = 0; corner < count; corner++) {
    const [before, after] = [(corner + count - 1) % count, (corner + 1) % count];
    const [dx, dy, dz] = [at(corner, 0) - at(before, 0), at(corner, 1) - at(before, 1), at(corner, 2) - at(before, 2)];
    const [ex, ey, ez] = [at(after, 0) - at(corner, 0), at(after, 1) - at(corner, 1), at(after, 2) - at(corner, 2)];
    if ((dy * ez - dz * ey) * x + (dz * ex - dx * ez) * y + (dx * ey - dy * ex) * z < least) return false;
  }
  return true;
}

function ears(count: number, at: Place, normal: Vector3): number[] {
  const right = new Vector3(Math.abs(normal.x) < 0.6 ? 1 : 0, Math.abs(normal.x) < 0.6 ? 0 : 1, 0);
  right.cross(normal).normalize();
  const up = normal.clone().cross(right);
  const from = new Vector3();
  const outline = Array.from({ length: count }, (_, corner) => {
    from.set(at(corner, 0) - at(0, 0), at(corner, 1) - at(0, 1), at(corner, 2) - at(0, 2));
    return new Vector2(from.dot(right), from.dot(up));
  });
  return ShapeUtils.triangulateShape(outline, []).flat();
}
