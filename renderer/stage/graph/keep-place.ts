import type { Object3D } from 'three/webgpu';

/** Remembers where an object is, and whether it is to be seen. @returns puts it back, exactly */
export function keepPlace(object: Object3D): () => void {
  const { visible } = object;
  const [position, quaternion, scale] = [object.position.clone(), object.quaternion.clone(), object.scale.clone()];
  const matrix = object.matrix.clone();
  return () => {
    object.visible = visible;
    object.position.copy(position);
    object.quaternion.copy(quaternion);
    object.scale.copy(scale);
    object.matrix.copy(matrix);
    object.matrixWorldNeedsUpdate = true;
  };
}
