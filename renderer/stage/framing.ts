import { MathUtils, type Object3D, Vector3 } from 'three/webgpu';
import { eachPoint } from './points.ts';

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
}

/** How much of each half of the picture may be filled. */
function room({ aspect, margin }: Viewpoint): { x: number; y: number } {
  const shorter = Math.min(aspect, 1);
  return { x: 1 - (2 * margin * shorter) / aspect, y: 1 - 2 * margin * shorter };
}

/**
 * The nearest place from which every vertex is in the picture. Exact: a vertex at (x, y, z) in the camera's axes is inside when
 * |x − cx| ≤ (d − z)·tan, so the extremes of x ± z·tan over all vertices give the two planes that touch them, and the camera
 * stands where those planes meet.
 */
export function framePerspective(subject: Object3D, view: Viewpoint, fov: number): Vector3 {
  const { x: roomX, y: roomY } = room(view);
  const half = Math.tan(MathUtils.degToRad(fov) / 2);
  const [tanX, tanY] = [half * view.aspect * roomX, half * roomY];
  const most = { right: -Infinity, left: -Infinity, top: -Infinity, bottom: -Infinity, near: -Infinity, far: Infinity };
  eachInAxes(subject, view, (x, y, z) => {
    most.right = Math.max(most.right, x + z * tanX);
    most.left = Math.max(most.left, -x + z * tanX);
    most.top = Math.max(most.top, y + z * tanY);
    most.bottom = Math.max(most.bottom, -y + z * tanY);
    most.near = Math.max(most.near, z);
    most.far = Math.min(most.far, z);
  });
  if (most.near === -Infinity) return view.back.clone();
  const distanceX = (most.right + most.left) / (2 * tanX);
  const distanceY = (most.top + most.bottom) / (2 * tanY);
  // Something flat seen from its edge, or a single point, would be touched by the lens.
  const least = most.near + Math.max((most.near - most.far) * 0.02, 1e-4);
  const distance = Math.max(distanceX, distanceY, least);
  return place(view, (most.right - most.left) / 2, (most.top - most.bottom) / 2, distance);
}

/** Centre and height of the smallest orthographic picture with every vertex in it. */
export function frameOrthographic(subject: Object3D, view: Viewpoint): { position: Vector3; height: number } {
  const { x: roomX, y: roomY } = room(view);
  const low = new Vector3(Infinity, Infinity, Infinity);
  const high = new Vector3(-Infinity, -Infinity, -Infinity);
  const point = new Vector3();
  eachInAxes(subject, view, (x, y, z) => {
    point.set(x, y, z);
    low.min(point);
    high.max(point);
  });
  if (low.x === Infinity) return { position: view.back.clone(), height: 1 };
  const height = Math.max((high.y - low.y) / roomY, (high.x - low.x) / (view.aspect * roomX), 1e-4);
  return { position: place(view, (low.x + high.x) / 2, (low.y + high.y) / 2, high.z + height), height };
}

function eachInAxes(
  subject: Object3D,
  { right, up, back }: Viewpoint,
  visit: (x: number, y: number, z: number) => void,
): void {
  eachPoint(subject, (x, y, z) =>
    visit(
      right.x * x + right.y * y + right.z * z,
      up.x * x + up.y * y + up.z * z,
      back.x * x + back.y * y + back.z * z,
    ),
  );
}

function place({ right, up, back }: Viewpoint, x: number, y: number, z: number): Vector3 {
  return new Vector3().addScaledVector(right, x).addScaledVector(up, y).addScaledVector(back, z);
}
