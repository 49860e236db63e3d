import { type Material, Mesh, RepeatWrapping, type Texture } from 'three/webgpu';
import { TDSLoader } from 'three/addons/loaders/TDSLoader.js';
import { fromZUp } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** 3D Studio has z up, and no unit: one is taken for a metre. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const root = new TDSLoader(manager).parse(bytes, '');
  root.traverse(object => {
    if (!(object instanceof Mesh)) return;
    const materials: Material[] = Array.isArray(object.material) ? object.material : [object.material];
    for (const material of materials)
      for (const texture of imagesOf(material)) texture.wrapS = texture.wrapT = RepeatWrapping;
  });
  return { root: fromZUp(root), animations: [] };
}

function imagesOf(material: Material): Texture[] {
  return Object.values(material).filter(
    (value): value is Texture => typeof value === 'object' && value !== null && 'isTexture' in value,
  );
}
