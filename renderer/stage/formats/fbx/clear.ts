import { type Material, Mesh, MeshLambertMaterial, MeshPhongMaterial, type Object3D } from 'three/webgpu';

/** Where one image is both the colour and how clear it is, its alpha is meant: the loader would take its green. */
export function clear(root: Object3D): void {
  root.traverse(object => {
    if (!(object instanceof Mesh)) return;
    for (const material of [object.material as Material | Material[]].flat())
      if (isCovered(material) && material.alphaMap === material.map) material.alphaMap = null;
  });
}

function isCovered(material: Material): material is MeshPhongMaterial | MeshLambertMaterial {
  return material instanceof MeshPhongMaterial || material instanceof MeshLambertMaterial;
}
