import { type Material, Mesh, MeshLambertMaterial, MeshPhongMaterial, type Object3D } from 'three/webgpu';

/**
 * An image takes the place of the colour, by which the loader multiplies it. Where it is also how clear a material is, its alpha is
 * meant: the loader would take its green.
 */
export function cover(root: Object3D): void {
  root.traverse(object => {
    if (!(object instanceof Mesh)) return;
    for (const material of [object.material as Material | Material[]].flat()) {
      if (!isCovered(material)) continue;
      material.color.set(0xffffff);
      if (material.alphaMap === material.map) material.alphaMap = null;
    }
  });
}

function isCovered(material: Material): material is MeshPhongMaterial | MeshLambertMaterial {
  const isOld = material instanceof MeshPhongMaterial || material instanceof MeshLambertMaterial;
  return isOld && material.map !== null;
}
