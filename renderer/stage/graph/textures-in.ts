import type { Object3D, Texture } from 'three/webgpu';

/** What the things below an object are covered with, each once. */
export function texturesIn(root: Object3D): Set<Texture> {
  const materials = new Set<object>();
  root.traverse(object => {
    for (const one of 'material' in object ? [object.material].flat() : []) if (one) materials.add(one);
  });
  return new Set([...materials].flatMap(material => Object.values(material).filter(isTexture)));
}

export function isTexture(value: unknown): value is Texture {
  return typeof value === 'object' && value !== null && 'isTexture' in value;
}
