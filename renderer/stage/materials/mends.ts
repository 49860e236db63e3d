import {
  Material,
  type MeshPhysicalMaterial,
  type Object3D,
  Texture,
  type UniformNode,
  type Vector2,
} from 'three/webgpu';
import { materialAnisotropyVector, materialIridescence, texture } from 'three/tsl';
import { coverage } from './coverage.ts';

/**
 * How a surface is brushed is one number for all materials, which three.js sets once a picture for each of them: what is drawn after
 * another of its own kind and one of another kind would be brushed as the latter.
 */
const brushing = materialAnisotropyVector as UniformNode<'vec2', Vector2>;
brushing.onObjectUpdate(({ material }) => {
  const { anisotropy, anisotropyRotation } = material as MeshPhysicalMaterial;
  brushing.value.set(anisotropy * Math.cos(anisotropyRotation), anisotropy * Math.sin(anisotropyRotation));
  return undefined;
});

/** Mends all materials below. */
export function mendMaterials(root: Object3D): void {
  root.traverse(object => {
    const material: unknown = 'material' in object ? object.material : undefined;
    for (const one of [material].flat()) if (one instanceof Material) mendMaterial(one);
  });
}

/** Adds what three.js leaves out when it draws with WebGPU: where a thin film lies, as an image says it, and smooth edges of cut-outs. */
export function mendMaterial(material: Material): void {
  mendIridescence(material);
  if (material.alphaTest > 0 && !material.transparent && material.type.startsWith('Mesh'))
    Reflect.set(material, 'alphaTestNode', coverage);
}

function mendIridescence(material: Material): void {
  const map: unknown = Reflect.get(material, 'iridescenceMap');
  if (map instanceof Texture) Reflect.set(material, 'iridescenceNode', materialIridescence.mul(texture(map).r));
}
