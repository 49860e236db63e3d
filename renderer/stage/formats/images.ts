import { type Object3D, SRGBColorSpace, type Texture } from 'three/webgpu';
import { pictureOf } from '../images/picture.ts';

/** Has what a model is covered with be decoded beside all else that is to be done. */
export function beginPictures(root: Object3D): void {
  for (const texture of texturesOf(root)) pictureOf(texture)?.begin(texture.colorSpace === SRGBColorSpace);
}

function texturesOf(root: Object3D): Set<Texture> {
  const found = new Set<Texture>();
  root.traverse(object => {
    const materials: unknown[] = 'material' in object ? [object.material].flat() : [];
    for (const material of materials)
      for (const value of Object.values(material ?? {})) if (isTexture(value)) found.add(value);
  });
  return found;
}

function isTexture(value: unknown): value is Texture {
  return typeof value === 'object' && value !== null && 'isTexture' in value;
}
