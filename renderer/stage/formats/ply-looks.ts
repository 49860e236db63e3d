import { type BufferGeometry, type MeshStandardMaterial, SRGBColorSpace, TextureLoader } from 'three/webgpu';
import { defaultMaterial } from '../materials/default-material.ts';
import type { ModelFile } from './model-file.ts';
import type { Ply } from './ply-table.ts';

/** The images that comments name, in the order in which faces count them. */
export function imagesOf({ comments }: Ply, { files }: ModelFile): string[] {
  const named = comments.flatMap(comment => /^TextureFile\s+(.+)$/i.exec(comment)?.[1]?.trim() ?? []);
  return named.filter(name => files.includes(name));
}

/** The default material, in the colours or the image that the file has. */
export function materialOf(geometry: BufferGeometry, image: string | undefined, file: ModelFile): MeshStandardMaterial {
  const material = defaultMaterial();
  if (geometry.getAttribute('color')) {
    material.vertexColors = true;
    material.color.set(0xffffff);
  }
  if (image === undefined || !geometry.getAttribute('uv')) return material;
  material.color.set(0xffffff);
  material.map = new TextureLoader(file.manager).load(image);
  material.map.colorSpace = SRGBColorSpace;
  return material;
}

/** Groups of triangles that have one image. @param numbers which image each triangle has, in rising order */
export function groupByImage(geometry: BufferGeometry, numbers: readonly number[]): void {
  for (let start = 0, end = 0; start < numbers.length; start = end) {
    while (end < numbers.length && numbers[end] === numbers[start]) end += 1;
    geometry.addGroup(start * 3, (end - start) * 3, numbers[start]);
  }
}
