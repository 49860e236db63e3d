import { type Object3D, SRGBColorSpace } from 'three/webgpu';
import { pictureOf } from './texture-image.ts';
import { texturesIn } from '../graph/textures-in.ts';

/** Has what a model is covered with be decoded beside all else that is to be done. */
export function beginPictures(root: Object3D): void {
  for (const texture of texturesIn(root)) pictureOf(texture)?.begin(texture.colorSpace === SRGBColorSpace);
}
