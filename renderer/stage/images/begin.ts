import { type Object3D, SRGBColorSpace } from 'three/webgpu';
import { textureImageOf } from './texture-image.ts';
import { texturesIn } from '../graph/textures-in.ts';

/** Has what a model is covered with be decoded beside all else that is to be done. */
export function beginDecoding(root: Object3D): void {
  for (const texture of texturesIn(root)) textureImageOf(texture)?.begin(texture.colorSpace === SRGBColorSpace);
}
