import { type BufferAttribute, type InterleavedBufferAttribute, type Mesh, Vector3 } from 'three/webgpu';
import type { StageCamera } from '../camera/camera.ts';
import { verticesOf } from '../graph/vertices.ts';

/** A camera, and how high its picture is. */
export interface Sight {
  camera: StageCamera;
  /** Pixels. */
  height: number;
}

/** Triangles of a mesh that are looked at, about. */
const mostTriangles = 30_000;
/** Share of a mesh's surface that may lie denser than is told: stretched slivers, which nobody sees. */
const slivers = 0.005;
/** Steps of a histogram per octave, and its octaves. */
const fine = 4;
const octaves = 48;

type Attribute = BufferAttribute | InterleavedBufferAttribute;

/**
 * Pixels on the picture that one unit of a mesh's texture coordinates covers where it covers the most, seen head-on.
 * `Infinity` where that is not known.
 * @param strictly along the direction in which it is stretched most, not in the mean of both
 */
export function pixelsPerUnit(mesh: Mesh, channel: number, { camera, height }: Sight, strictly: boolean): number {
  const { geometry } = mesh;
  const positions = geometry.getAttribute('position');
  const coordinates = geometry.getAttribute(channel === 0 ? 'uv' : `uv${channel}`);
  if (!positions || !coordinates || 'isInstancedMesh' in mesh || 'isBatchedMesh' in mesh) return Infinity;

  const place = placing(mesh, camera);
  const index = geometry.getIndex();
  const triangles = Math.floor((index?.count ?? positions.count) / 3);
  const stride = Math.max(1, Math.floor(triangles / mostTriangles));
  const weights = new Float64Array(fine * octaves);
  const corners: Corners = [0, 0, 0];
  for (let triangle = 0; triangle < triangles; triangle += stride) {
    const first = triangle * 3;
    corners[0] = index?.getX(first) ?? first;
    corners[1] = index?.getX(first + 1) ?? first + 1;
    corners[2] = index?.getX(first + 2) ?? first + 2;
    measure(corners, place, coordinates, strictly);
    const scale = pixelsAt(measured.depth, camera, height);
    const pixels = measured.density * scale;
    if (!Number.isFinite(pixels) || pixels <= 0) continue;
    const step = Math.min(weights.length - 1, Math.max(0, Math.ceil((Math.log2(pixels) + octaves / 2) * fine)));
    weights[step] = (weights[step] ?? 0) + measured.area * scale ** 2;
  }
  return densest(weights);
}

/** What all but a sliver of the surface stays below. */
function densest(weights: Float64Array): number {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole === 0) return 0;
  let above = 0;
  for (let step = weights.length - 1; step >= 0; step--) {
    above += weights[step] ?? 0;
    if (above > whole * slivers) return 2 ** (step / fine - octaves / 2);
  }
  return 0;
}

type Placing = (at: number, place: Vector3) => void;

/** Where each vertex is, as the camera sees it. */
function placing(mesh: Mesh, { matrixWorldInverse }: StageCamera): Placing {
  const placeOf = verticesOf(mesh);
  const toCamera = matrixWorldInverse.clone().multiply(mesh.matrixWorld);
  return (at, place) => {
    placeOf(at, place);
    place.applyMatrix4(toCamera);
  };
}

/** Of the triangle that was measured last: thousands of them are, for each picture, and would all be garbage. */
const measured = {
  /** World units per unit of coordinates. */
  density: 0,
  /** Square world units. */
  area: 0,
  /** Of the corner that is nearest to the camera. */
  depth: 0,
};
const [a, b, c] = [new Vector3(), new Vector3(), new Vector3()];

/** Of a triangle, the places of its vertices among all. */
type Corners = [number, number, number];

function measure([i, j, k]: Corners, place: Placing, coordinates: Attribute, strictly: boolean): void {
  place(i, a);
  place(j, b);
  place(k, c);
  measured.depth = -Math.max(a.z, b.z, c.z);
  const p = b.sub(a);
  const q = c.sub(a);
  const u = coordinates.getX(i);
  const v = coordinates.getY(i);
  const pu = coordinates.getX(j) - u;
  const pv = coordinates.getY(j) - v;
  const qu = coordinates.getX(k) - u;
  const qv = coordinates.getY(k) - v;
  const turn = pu * qv - pv * qu;
  const pp = p.dot(p);
  const pq = p.dot(q);
  const qq = q.dot(q);
  const area = Math.sqrt(Math.max(0, pp * qq - pq * pq));
  const mean = Math.sqrt(area / Math.abs(turn));
  measured.area = area / 2;
  measured.density = mean;
  if (!strictly) return;
  // world units along u and v, squared and summed; with their product follows the longer axis of the ellipse
  const along = (qv * qv * pp - 2 * qv * pv * pq + pv * pv * qq) / turn ** 2;
  const across = (qu * qu * pp - 2 * qu * pu * pq + pu * pu * qq) / turn ** 2;
  const sum = along + across;
  measured.density = Math.sqrt((sum + Math.sqrt(Math.max(0, sum * sum - 4 * mean ** 4))) / 2);
}

/** Pixels that a world unit covers at a distance. */
function pixelsAt(depth: number, camera: StageCamera, height: number): number {
  const scale = ((camera.projectionMatrix.elements[5] ?? 1) * height) / 2;
  if ('isOrthographicCamera' in camera) return scale;
  return scale / Math.max(depth, camera.near);
}
