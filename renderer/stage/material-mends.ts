import { Material, type Object3D, Texture } from 'three/webgpu';
import { materialIridescence, texture } from 'three/tsl';

/** What three.js leaves out of a material when it draws with WebGPU: where a thin film lies, as an image says it. */
export function mendMaterials(root: Object3D): void {
  root.traverse(object => {
    const material: unknown = 'material' in object ? object.material : undefined;
    for (const one of [material].flat()) if (one instanceof Material) mendIridescence(one);
  });
}

function mendIridescence(material: Material): void {
  const map: unknown = Reflect.get(material, 'iridescenceMap');
  if (map instanceof Texture) Reflect.set(material, 'iridescenceNode', materialIridescence.mul(texture(map).r));
}
