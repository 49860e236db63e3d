import { type Box3, type Color, Matrix4, type Mesh, type Object3D, Vector3 } from 'three/webgpu';
import { things } from '../points.ts';

/** What a texture of emission leaves of its factor, on average: most are dark with something bright in them. */
const textured = 0.3;

interface Glowing {
  emissive?: Color;
  emissiveIntensity?: number;
  emissiveMap?: object | null;
}

/** Radiance that a scene's own surfaces give off, linear RGB: the mean over all, each weighted by the area of its box. */
export function glowOf(subject: Object3D): Vector3 {
  const sum = new Vector3();
  let area = 0;
  for (const object of things(subject)) {
    if (!('isMesh' in object)) continue;
    const size = areaOf(object);
    area += size;
    const [material] = [object.material].flat();
    const { emissive, emissiveIntensity = 1, emissiveMap } = (material ?? {}) as Glowing;
    if (!emissive) continue;
    const strength = size * emissiveIntensity * (emissiveMap ? textured : 1);
    sum.add(new Vector3(emissive.r, emissive.g, emissive.b).multiplyScalar(strength));
  }
  return area > 0 ? sum.divideScalar(area) : sum;
}

const placed = new Matrix4();

function areaOf(mesh: Mesh): number {
  const { geometry, matrixWorld } = mesh;
  if (!geometry.boundingBox) geometry.computeBoundingBox();
  const box: Box3 | undefined = geometry.boundingBox?.clone().applyMatrix4(placed.copy(matrixWorld));
  const { x, y, z } = box?.getSize(new Vector3()) ?? new Vector3();
  return 2 * (x * y + y * z + z * x);
}
