import {
  Box3,
  Color,
  type InstancedMesh,
  Matrix4,
  type Mesh,
  type Object3D,
  type Texture,
  Vector3,
} from 'three/webgpu';
import { meanOf } from '../images/mean.ts';
import { boxOf, things } from '../graph/drawables.ts';

/** A surface that gives off light, known by the box around it. */
export interface Emitter {
  /** World, in metres. */
  box: Box3;
  /** Linear RGB, the mean over the surface. */
  radiance: Vector3;
  /** Of a ball with as much surface, in metres. */
  radius: number;
}

/** Emitters that light a scene, at most: each costs every pixel. */
export const mostEmitters = 8;

/** What a compressed texture of emission, of which no more is known, leaves of its factor: most are dark with something bright in them. */
const unknown = new Color(0.3, 0.3, 0.3);

interface Emissive {
  emissive?: Color;
  emissiveIntensity?: number;
  emissiveMap?: Texture | null;
}

/** Those of a scene that give off the most light, at most `mostEmitters`. */
export function emittersOf(subject: Object3D): Emitter[] {
  return things(subject)
    .filter((object): object is Mesh => 'isMesh' in object)
    .map(mesh => ({ mesh, radiance: radianceOf(mesh) }))
    .filter(({ radiance }) => radiance.lengthSq() > 0)
    .map(({ mesh, radiance }) => ({ radiance, ...extentOf(mesh) }))
    .filter(({ radius }) => radius > 0)
    .toSorted((a, b) => powerOf(b) - powerOf(a))
    .slice(0, mostEmitters);
}

function radianceOf({ material }: Mesh): Vector3 {
  const [first] = [material].flat();
  const { emissive, emissiveIntensity = 1, emissiveMap } = (first ?? {}) as Emissive;
  if (!emissive) return new Vector3();
  const color = emissive.clone().multiplyScalar(emissiveIntensity);
  if (emissiveMap) color.multiply(meanOf(emissiveMap) ?? unknown);
  return new Vector3(color.r, color.g, color.b);
}

function extentOf(mesh: Mesh): { box: Box3; radius: number } {
  const box = boxOf(mesh);
  return { box, radius: Math.sqrt(Math.min(surfaceOf(box), copiesOf(mesh)) / (4 * Math.PI)) };
}

/** The surface of all copies of a mesh, in m²: between them there is nothing that glows. */
function copiesOf(mesh: Mesh): number {
  if (!('isInstancedMesh' in mesh)) return Infinity;
  const { geometry, matrixWorld, count } = mesh as InstancedMesh;
  geometry.computeBoundingBox();
  const first = new Matrix4();
  (mesh as InstancedMesh).getMatrixAt(0, first);
  const one = (geometry.boundingBox ?? new Box3()).clone().applyMatrix4(first.premultiply(matrixWorld));
  return count * surfaceOf(one);
}

function surfaceOf(box: Box3): number {
  const { x, y, z } = box.getSize(new Vector3());
  return 2 * (x * y + y * z + z * x);
}

function powerOf({ radius, radiance: { x, y, z } }: Emitter): number {
  return radius * radius * (x + y + z);
}
