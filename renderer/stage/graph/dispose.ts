import { type BufferGeometry, type Material, type Mesh, type Object3D, Source, type Texture } from 'three/webgpu';
import { disposeGeometry } from './dispose-geometry.ts';
import { isTexture } from './textures-in.ts';

/** The image of textures that are not drawn with any more. */
const nothing = new Source(null);

/** Frees what three.js holds for all below an object. */
export function disposeObject(root: Object3D): void {
  root.traverse(object => {
    if (object.userData['shared'] === true) return;
    if ('geometry' in object) disposeGeometry(object.geometry as BufferGeometry);
    if ('skeleton' in object) disposable(object.skeleton)?.dispose();
    if ('dispose' in object) disposable(object)?.dispose();
  });
  for (const material of materialsOf(root)) disposeMaterial(material);
}

export function materialsOf(root: Object3D): Set<Material> {
  const found = new Set<Material>();
  root.traverse(object => {
    if (object.userData['shared'] === true || !('material' in object)) return;
    for (const one of [(object as Mesh).material].flat()) if (one) found.add(one);
  });
  return found;
}

export function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) if (isTexture(value)) disposeTexture(value);
  material.dispose();
}

export function disposeTexture(texture: Texture): void {
  texture.dispose();
  texture.source = nothing;
  texture.mipmaps = [];
}

function disposable(value: unknown): { dispose(): void } | undefined {
  return typeof value === 'object' && value !== null && 'dispose' in value && typeof value.dispose === 'function'
    ? (value as { dispose(): void })
    : undefined;
}
