import { type BufferGeometry, Matrix4, Mesh, type Object3D, type SkinnedMesh, Vector3, Vector4 } from 'three/webgpu';

/** Puts into `place` where a vertex is. */
export type VertexPlaces = (at: number, place: Vector3) => void;

/** Where the vertices of a thing are as it is drawn, bent by bones and morph targets, along its own axes. */
export function verticesOf(object: Object3D & { geometry: BufferGeometry }): VertexPlaces {
  if (isSkinned(object)) return bentByBones(object);
  if (isMorphed(object)) return (at, place) => void object.getVertexPosition(at, place);
  const positions = object.geometry.getAttribute('position');
  return (at, place) => void place.fromBufferAttribute(positions, at);
}

/** Whether vertices are elsewhere than their geometry has them. */
export function isBent(object: Object3D & { geometry: BufferGeometry }): boolean {
  return isSkinned(object) || isMorphed(object);
}

function isSkinned(object: Object3D): object is SkinnedMesh {
  return 'isSkinnedMesh' in object;
}

function isMorphed(object: Object3D & { geometry: BufferGeometry }): object is Mesh {
  return Object.keys(object.geometry.morphAttributes).length > 0;
}

const base = new Vector4();
const moved = new Vector4();

/** As three.js' `SkinnedMesh` has it, to the last bit; but that multiplies a bone's matrices for each vertex once more. */
function bentByBones(mesh: SkinnedMesh): VertexPlaces {
  const { skeleton, geometry, bindMatrix, bindMatrixInverse } = mesh;
  const [indices, weights] = [geometry.getAttribute('skinIndex'), geometry.getAttribute('skinWeight')];
  const matrices = skeleton.bones.map(({ matrixWorld }, at) =>
    new Matrix4().multiplyMatrices(matrixWorld, skeleton.boneInverses[at] ?? new Matrix4()),
  );
  return (at, place) => {
    Mesh.prototype.getVertexPosition.call(mesh, at, place);
    base.set(place.x, place.y, place.z, 1).applyMatrix4(bindMatrix);
    place.set(0, 0, 0);
    for (let part = 0; part < 4; part++) {
      const weight = weights.getComponent(at, part);
      const matrix = weight === 0 ? undefined : matrices[indices.getComponent(at, part)];
      if (!matrix) continue;
      moved.copy(base).applyMatrix4(matrix);
      place.x += moved.x * weight;
      place.y += moved.y * weight;
      place.z += moved.z * weight;
    }
    place.applyMatrix4(bindMatrixInverse);
  };
}
