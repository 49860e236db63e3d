import { type BufferAttribute, type InterleavedBufferAttribute, type Mesh, Vector3 } from 'three/webgpu';
import type { StageCamera } from '../camera.ts';

/** Triangles of a mesh that are looked at, about. */
const most = 30_000;
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
export function pixelsPerUnit(
  mesh: Mesh,
  channel: number,
  camera: StageCamera,
  height: number,
  strictly: boolean,
): number {
  const { geometry } = mesh;
  const positions = geometry.getAttribute('position');
  const coordinates = geometry.getAttribute(channel === 0 ? 'uv' : `uv${channel}`);
  if (!positions || !coordinates || 'isInstancedMesh' in mesh || 'isBatchedMesh' in mesh) return Infinity;

  const places = placesOf(mesh, positions, camera);
  const index = geometry.getIndex();
  const triangles = Math.floor((index?.count ?? positions.count) / 3);
  const stride = Math.max(1, Math.floor(triangles / most));
  const weights = new Float64Array(fine * octaves);
  for (let triangle = 0; triangle < triangles; triangle += stride) {
    const corners = [0, 1, 2].map(at => index?.getX(triangle * 3 + at) ?? triangle * 3 + at);
    const one = measure(corners, places, coordinates, strictly);
    const pixels = one.density * pixelsAt(one.depth, camera, height);
    if (!Number.isFinite(pixels) || pixels <= 0) continue;
    const step = Math.min(weights.length - 1, Math.max(0, Math.ceil((Math.log2(pixels) + octaves / 2) * fine)));
    weights[step] = (weights[step] ?? 0) + one.area * pixelsAt(one.depth, camera, height) ** 2;
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

/** Where each vertex is, as the camera sees it. */
function placesOf(mesh: Mesh, positions: Attribute, { matrixWorldInverse }: StageCamera): (at: number) => Vector3 {
  const bends = 'isSkinnedMesh' in mesh || Object.keys(mesh.geometry.morphAttributes).length > 0;
  const toCamera = matrixWorldInverse.clone().multiply(mesh.matrixWorld);
  return at => {
    const place = new Vector3();
    if (bends) mesh.getVertexPosition(at, place);
    else place.fromBufferAttribute(positions, at);
    return place.applyMatrix4(toCamera);
  };
}

interface Measured {
  /** World units per unit of coordinates. */
  density: number;
  /** Square world units. */
  area: number;
  /** Of the corner that is nearest to the camera. */
  depth: number;
}

function measure(
  corners: readonly number[],
  places: (at: number) => Vector3,
  coordinates: Attribute,
  strictly: boolean,
): Measured {
  const [i = 0, j = 0, k = 0] = corners;
  const [a, b, c] = [places(i), places(j), places(k)];
  const depth = -Math.max(a.z, b.z, c.z);
  const [p, q] = [b.sub(a), c.sub(a)];
  const [u, v] = [coordinates.getX(i), coordinates.getY(i)];
  const [pu, pv] = [coordinates.getX(j) - u, coordinates.getY(j) - v];
  const [qu, qv] = [coordinates.getX(k) - u, coordinates.getY(k) - v];
  const turn = pu * qv - pv * qu;
  const [pp, pq, qq] = [p.dot(p), p.dot(q), q.dot(q)];
  const area = Math.sqrt(Math.max(0, pp * qq - pq * pq));
  const mean = Math.sqrt(area / Math.abs(turn));
  if (!strictly) return { density: mean, area: area / 2, depth };
  // world units along u and v, squared and summed; with their product follows the longer axis of the ellipse
  const along = (qv * qv * pp - 2 * qv * pv * pq + pv * pv * qq) / turn ** 2;
  const across = (qu * qu * pp - 2 * qu * pu * pq + pu * pu * qq) / turn ** 2;
  const sum = along + across;
  const longest = Math.sqrt((sum + Math.sqrt(Math.max(0, sum * sum - 4 * mean ** 4))) / 2);
  return { density: longest, area: area / 2, depth };
}

/** Pixels that a world unit covers at a distance. */
function pixelsAt(depth: number, camera: StageCamera, height: number): number {
  const scale = ((camera.projectionMatrix.elements[5] ?? 1) * height) / 2;
  if ('isOrthographicCamera' in camera) return scale;
  return scale / Math.max(depth, camera.near);
}
