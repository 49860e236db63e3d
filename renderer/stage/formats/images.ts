import type { Object3D, Texture } from 'three/webgpu';

/**
 * Addresses of the images below `root` that cannot be decoded: an image element counts as loaded as soon as its size is known,
 * whatever comes of the rest.
 */
export async function brokenImages(root: Object3D): Promise<string[]> {
  const elements = new Set<HTMLImageElement>();
  for (const { image } of texturesOf(root)) if (image instanceof HTMLImageElement) elements.add(image);
  const results = await Promise.allSettled([...elements].map(element => element.decode()));
  return [...elements].flatMap((element, at) => (results[at]?.status === 'rejected' ? [element.src] : []));
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
