import {
  BackSide,
  type BufferGeometry,
  type Camera,
  DoubleSide,
  type Material,
  Matrix4,
  Mesh,
  type Object3D,
  Triangle,
  Vector3,
} from 'three/webgpu';
import { things } from './drawables.ts';

/** Whether all there is shows its back to a camera, of surfaces that have a front alone: a right picture of it is empty. */
export function isTurnedAway(root: Object3D, camera: Camera): boolean {
  const found = things(root);
  return found.length > 0 && found.every(object => isPlain(object) && !hasFront(object, camera));
}

/** Not bent, not many, and not placed by its material: its triangles are where its geometry has them. */
function isPlain(object: Object3D): object is Mesh {
  if (!(object instanceof Mesh)) return false;
  const bends = Object.keys((object.geometry as BufferGeometry).morphAttributes).length > 0;
  const isMany = ['isSkinnedMesh', 'isInstancedMesh', 'isBatchedMesh'].some(mark => mark in object);
  return !bends && !isMany && !materialsOf(object).some(one => Reflect.get(one, 'positionNode'));
}

function materialsOf({ material }: Mesh): Material[] {
  return [material].flat();
}

/** Ends with the first triangle that is seen from its front, which of most things is among the first. */
function hasFront(mesh: Mesh, camera: Camera): boolean {
  const [side, ...others] = new Set(materialsOf(mesh).map(one => one.side));
  if (side === DoubleSide || others.length > 0) return true;
  const { index, attributes } = mesh.geometry;
  const position = attributes['position'];
  const corners = position ? (index?.count ?? position.count) : 0;
  const at = (corner: number) => index?.getX(corner) ?? corner;
  const towards = sightOf(mesh, camera);
  const [triangle, normal] = [new Triangle(), new Vector3()];
  for (let corner = 0; position && corner + 2 < corners; corner += 3) {
    triangle.setFromAttributeAndIndices(position, at(corner), at(corner + 1), at(corner + 2));
    const shown = triangle.getNormal(normal).dot(towards(triangle.a));
    if (side === BackSide ? shown < 0 : shown > 0) return true;
  }
  return false;
}

/** The way to a camera from a place, along a mesh's own axes: a front is one there, also of what is mirrored. */
function sightOf({ matrixWorld }: Mesh, camera: Camera): (place: Vector3) => Vector3 {
  const own = new Matrix4().copy(matrixWorld).invert();
  const way = new Vector3();
  if ('isOrthographicCamera' in camera) {
    way.setFromMatrixColumn(camera.matrixWorld, 2).transformDirection(own);
    return () => way;
  }
  const eye = new Vector3().setFromMatrixPosition(camera.matrixWorld).applyMatrix4(own);
  return place => way.subVectors(eye, place);
}
