import {
  BackSide,
  DoubleSide,
  FrontSide,
  type InstancedMesh,
  Matrix4,
  type Mesh,
  type Side,
  Vector3,
} from 'three/webgpu';
import type { Caster } from './casters.ts';
import { verticesOf } from '../graph/vertices.ts';

/** Casters whose triangles alone keep light away, as one mesh. */
export interface Baked {
  /** Places less the middle of the scene, in its radii, xyz. */
  places: Float32Array<ArrayBuffer>;
  indices: Uint32Array<ArrayBuffer>;
  runs: Run[];
}

/** Indices that are drawn together. */
export interface Run {
  from: number;
  count: number;
  side: Side;
  share: number;
}

/** Vertices of all copies of a mesh, above which it is left to three.js. */
const crowd = 500_000;

const vertex = new Vector3();
const placement = new Matrix4();

/** Whether a caster's triangles are where its vertices are, whatever its material says. */
export function canBake({ mesh, material }: Caster): boolean {
  if (material.adoptCutOut || 'isBatchedMesh' in mesh || mesh.geometry.drawRange.count !== Infinity) return false;
  if (!mesh.geometry.getAttribute('position')) return false;
  const moves = [mesh.material]
    .flat()
    .some(one => Reflect.get(one, 'displacementMap') || Reflect.get(one, 'positionNode'));
  return !moves && copiesOf(mesh) * mesh.geometry.getAttribute('position').count <= crowd;
}

/** Writes each vertex where it is drawn, in numbers that are exact far from the origin too. */
export function bake(casters: readonly Caster[], { center, radius }: { center: Vector3; radius: number }): Baked {
  const sizes = casters.map(({ mesh }) => ({
    vertices: copiesOf(mesh) * mesh.geometry.getAttribute('position').count,
    indices: copiesOf(mesh) * trianglesOf(mesh) * 3,
  }));
  const sum = (of: 'vertices' | 'indices') => sizes.reduce((total, size) => total + size[of], 0);
  const places = new Float32Array(sum('vertices') * 3);
  const indices = new Uint32Array(sum('indices'));
  const runs: Run[] = [];
  let [written, indexAt] = [0, 0];
  for (const { mesh, material, share } of casters) {
    const positions = mesh.geometry.getAttribute('position');
    const index = mesh.geometry.getIndex();
    const vertexAt = verticesOf(mesh);
    for (let copy = 0; copy < copiesOf(mesh); copy++) {
      const place = placeOf(mesh, copy);
      const isMirrored = place.determinant() < 0;
      const first = written;
      for (let at = 0; at < positions.count; at++) {
        vertexAt(at, vertex);
        vertex
          .applyMatrix4(place)
          .sub(center)
          .divideScalar(radius)
          .toArray(places, written++ * 3);
      }
      const count = trianglesOf(mesh) * 3;
      const from = indexAt;
      for (let at = 0; at < count; at++) indices[indexAt++] = first + (index ? index.getX(at) : at);
      const side = isMirrored ? turned(material.side) : material.side;
      const last = runs.at(-1);
      if (last?.side === side && last.share === share) last.count += count;
      else runs.push({ from, count, side, share });
    }
  }
  return { places, indices, runs };
}

function turned(side: Side): Side {
  return side === DoubleSide ? side : side === FrontSide ? BackSide : FrontSide;
}

function trianglesOf({ geometry }: Mesh): number {
  return Math.floor((geometry.getIndex()?.count ?? geometry.getAttribute('position').count) / 3);
}

function copiesOf(mesh: Mesh): number {
  return isInstanced(mesh) ? mesh.count : 1;
}

function placeOf(mesh: Mesh, copy: number): Matrix4 {
  if (!isInstanced(mesh)) return placement.copy(mesh.matrixWorld);
  mesh.getMatrixAt(copy, placement);
  return placement.premultiply(mesh.matrixWorld);
}

function isInstanced(mesh: Mesh): mesh is InstancedMesh {
  return 'isInstancedMesh' in mesh;
}
