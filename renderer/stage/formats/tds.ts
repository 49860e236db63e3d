import { type Material, Mesh, MeshPhongMaterial, RepeatWrapping, type Texture } from 'three/webgpu';
import { TDSLoader } from 'three/addons/loaders/TDSLoader.js';
import { fromZUp } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** 3D Studio has z up, and no unit: one is taken for a metre. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const root = new TDSLoader(manager).parse(bytes, '');
  const materials = new Set<Material>();
  root.traverse(object => {
    if (object instanceof Mesh)
      for (const material of [object.material as Material | Material[]].flat()) materials.add(material);
  });
  for (const material of materials) mend(material);
  return { root: fromZUp(root), animations: [] };
}

/** Colours are sRGB, which the loader takes for linear, and images repeat. */
function mend(material: Material): void {
  if (material instanceof MeshPhongMaterial) {
    material.color.convertSRGBToLinear();
    material.specular.convertSRGBToLinear();
  }
  for (const texture of imagesOf(material)) texture.wrapS = texture.wrapT = RepeatWrapping;
}

function imagesOf(material: Material): Texture[] {
  return Object.values(material).filter(
    (value): value is Texture => typeof value === 'object' && value !== null && 'isTexture' in value,
  );
}
