import { Refusal } from '../../refusal.ts';
import { checkIndex, invalid } from './invalid.ts';
import type { Gltf } from './schema.ts';

/** Textures of one material: WebGPU guarantees sixteen per shader, of which lights and transmission take three. */
const MAX_TEXTURES = 13;

type Texture = NonNullable<Gltf['textures']>[number];

/** Checks that materials name existing textures, and textures images that the loader can read. */
export function checkTextures(gltf: Gltf): void {
  gltf.materials?.forEach((material, m) => {
    const used = new Set(checkMaterial(gltf, material, `/materials/${m}`));
    if (used.size > MAX_TEXTURES)
      throw new Refusal(
        'asset_too_large',
        `has ${used.size} textures at /materials/${m}; a material is drawn with ${MAX_TEXTURES} at most`,
      );
  });
  gltf.textures?.forEach((texture, t) => {
    checkIndex(sourceOf(texture).image, gltf.images, 'image', () => `/textures/${t}`);
    checkIndex(texture.source, gltf.images, 'image', () => `/textures/${t}/source`);
    checkIndex(texture.sampler, gltf.samplers, 'sampler', () => `/textures/${t}/sampler`);
  });
  gltf.images?.forEach((image, i) => {
    if ((image.uri === undefined) === (image.bufferView === undefined))
      throw invalid(`/images/${i}`, 'must have either a uri or a bufferView');
    checkIndex(image.bufferView, gltf.bufferViews, 'bufferView', () => `/images/${i}/bufferView`);
  });
}

/** Checks the texture fields of a parsed material, whose names end in "Texture". @returns the indices of their textures */
function checkMaterial(gltf: Gltf, value: object, at: string): number[] {
  return Object.entries(value).flatMap(([name, field]) => {
    if (typeof field !== 'object' || field === null || Array.isArray(field)) return [];
    if (!(name.endsWith('Texture') && 'index' in field && typeof field.index === 'number'))
      return checkMaterial(gltf, field, `${at}/${name}`);
    checkTexture(gltf, field.index, `${at}/${name}/index`);
    return [field.index];
  });
}

function checkTexture(gltf: Gltf, index: number, at: string): void {
  checkIndex(index, gltf.textures, 'texture', () => at);
  const texture = gltf.textures?.[index];
  if (texture && sourceOf(texture).image === undefined)
    throw invalid(at, `names texture ${index}, which has no image in a format that this service reads`);
}

/** The images that textures name, with the use of each; others are not checked. */
export function imagesInUse(gltf: Gltf): Map<number, 'picture' | 'compressed'> {
  const used = new Map<number, 'picture' | 'compressed'>();
  for (const texture of gltf.textures ?? []) {
    const { image, use } = sourceOf(texture);
    if (image !== undefined) used.set(image, use);
  }
  return used;
}

/** The image of a texture that the loader reads, by its order of preference. */
function sourceOf({ source, extensions }: Texture): { image: number | undefined; use: 'picture' | 'compressed' } {
  const basis = extensions?.KHR_texture_basisu?.source;
  if (basis !== undefined) return { image: basis, use: 'compressed' };
  return {
    image: extensions?.EXT_texture_webp?.source ?? extensions?.EXT_texture_avif?.source ?? source,
    use: 'picture',
  };
}
