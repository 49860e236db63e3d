import { MathUtils, type Object3D, Vector3 } from 'three/webgpu';
import { eachPoint } from '../graph/drawables.ts';

/** A direction to look from, before it is known from how far. */
export interface Viewpoint {
  /** Unit vectors of the camera: towards it, to its right, to its top. */
  back: Vector3;
  right: Vector3;
  up: Vector3;
  /** Width by height. */
  aspect: number;
  /** Share of the shorter side left free at each edge, 0–0.45. */
  margin: number;
  /** Whether all of it is in the picture, or it fills the picture and may reach beyond its longer sides. */
  fit: 'contain' | 'cover';
}

/** Which of what two axes ask for is done: what both have room in, or what leaves neither empty. */
const either = { contain: Math.max, cover: Math.min } as const;

/** Metres that a single point is held to be wide. */
const point = 1e-4;

/** How much of each half of the picture may be filled. */
function room({ aspect, margin }: Viewpoint): { x: number; y: number } {
  const shorter = Math.min(aspect, 1);
  return { x: 1 - (2 * margin * shorter) / aspect, y: 1 - 2 * margin * shorter };
}

/**
 * The nearest place from which every vertex is in the picture, and in its middle. Exact: a vertex at (x, y, z) in the camera's
 * axes is inside when |x − cx| ≤ (d − z)·tan, so the extremes of x ± z·tan over all vertices give the two planes that touch
 * them, and the camera stands where those planes meet.
 */
export function framePerspective(subject: Object3D, view: Viewpoint, fov: number): Vector3 {
  const points = inAxes(subject, view);
  if (points.length === 0) return view.back.clone();
  const { x: roomX, y: roomY } = room(view);
  const half = Math.tan(MathUtils.degToRad(fov) / 2);
  const [tanX, tanY] = [half * view.aspect * roomX, half * roomY];
  const [far, near] = extent(points, 2);
  // Something flat seen from its edge, or a single point, would be touched by the lens.
  const least = near + ((near - far) * 0.02 || point);
  const distance = Math.max(either[view.fit](touch(points, 0, tanX).distance, touch(points, 1, tanY).distance), least);
  return place(view, middle(points, 0, tanX, distance), middle(points, 1, tanY, distance), distance);
}

/** Where two planes meet that enclose all points, each `tan` off the camera's axis, on its x (0) or y (1). */
function touch(points: Float64Array, axis: 0 | 1, tan: number): { distance: number; center: number } {
  let high = -Infinity;
  let low = -Infinity;
  for (let at = 0; at < points.length; at += 3) {
    const across = points[at + axis] ?? 0;
    const along = (points[at + 2] ?? 0) * tan;
    high = Math.max(high, along + across);
    low = Math.max(low, along - across);
  }
  return { distance: (high + low) / (2 * tan), center: (high - low) / 2 };
}

/** Where the camera stands in the middle, at a distance that the other axis asked for: between planes that meet just there. */
function middle(points: Float64Array, axis: 0 | 1, tan: number, distance: number): number {
  let [narrow, wide] = [tan * 1e-3, tan];
  if (touch(points, axis, wide).distance >= distance * 0.9999) return touch(points, axis, wide).center;
  for (let step = 0; step < 16; step++) {
    const between = Math.sqrt(narrow * wide);
    if (touch(points, axis, between).distance > distance) narrow = between;
    else wide = between;
  }
  return touch(points, axis, wide).center;
}

/** Centre and height of the smallest orthographic picture with every vertex in it. */
export function frameOrthographic(subject: Object3D, view: Viewpoint): { position: Vector3; height: number } {
  const { x: roomX, y: roomY } = room(view);
  const points = inAxes(subject, view);
  if (points.length === 0) return { position: view.back.clone(), height: 1 };
  const [left, right] = extent(points, 0);
  const [bottom, top] = extent(points, 1);
  const [far, near] = extent(points, 2);
  const height =
    either[view.fit]((top - bottom) / roomY, (right - left) / (view.aspect * roomX)) || near - far || point;
  return { position: place(view, (left + right) / 2, (bottom + top) / 2, near + height), height };
}

/** Every vertex in the camera's axes: x, y, z after x, y, z. */
function inAxes(subject: Object3D, { right, up, back }: Viewpoint): Float64Array {
  let points = new Float64Array(3072);
  let length = 0;
  eachPoint(subject, (x, y, z) => {
    if (length + 3 > points.length) {
      const larger = new Float64Array(points.length * 2);
      larger.set(points);
      points = larger;
    }
    points[length++] = right.x * x + right.y * y + right.z * z;
    points[length++] = up.x * x + up.y * y + up.z * z;
    points[length++] = back.x * x + back.y * y + back.z * z;
  });
  return points.subarray(0, length);
}

function extent(points: Float64Array, axis: 0 | 1 | 2): [least: number, most: number] {
  let least = Infinity;
  let most = -Infinity;
  for (let at = axis; at < points.length; at += 3) {
    least = Math.min(least, points[at] ?? least);
    most = Math.max(most, points[at] ?? most);
  }
  return [least, most];
}

function place({ right, up, back }: Viewpoint, x: number, y: number, z: number): Vector3 {
  return new Vector3().addScaledVector(right, x).addScaledVector(up, y).addScaledVector(back, z);
}
