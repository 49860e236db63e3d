import { Refusal } from '../../refusal.ts';
import { checkIndex, invalid } from './invalid.ts';
import type { Gltf } from './schema.ts';

/** Textures of one material: WebGPU promises sixteen to a shader, and light and glass take three of those. */
const MOST_TEXTURES = 13;

type Texture = NonNullable<Gltf['textures']>[number];

/** Materials name textures that are there, and textures images that the loader can take. */
export function checkTextures(gltf: Gltf): void {
  gltf.materials?.forEach((material, m) => {
    const used = new Set(checkMaterial(gltf, material, `/materials/${m}`));
    if (used.size > MOST_TEXTURES)
      throw new Refusal(
        'asset_too_large',
        `has ${used.size} textures at /materials/${m}; a material is drawn with ${MOST_TEXTURES} at most`,
      );
  });
  gltf.textures?.forEach((texture, t) => {
    checkIndex(sourceOf(texture).image, gltf.images, 'image', () => `/textures/${t}`);
    checkIndex(texture.source, gltf.images, 'image', () => `/textures/${t}/source`);
    checkIndex(texture.sampler, gltf.samplers, 'sampler', () => `/textures/${t}/sampler`);
  });
  gltf.images?.forEach((image, i) => {
    if ((image.uri === undefined) === (image.bufferView === undefined))
      throw invalid(`/images/${i}`, 'has to have either a uri or a bufferView');
    checkIndex(image.bufferView, gltf.bufferViews, 'bufferView', () => `/images/${i}/bufferView`);
  });
}

/** The material has been cut down to known fields: each that ends in "Texture" is one. Gives back which textures they name. */
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
    throw invalid(at, `names texture ${index}, which has no image of a kind that this service reads`);
}

/** The images that are read, and what each must be. A file's images that no texture names are not looked at. */
export function imagesInUse(gltf: Gltf): Map<number, 'picture' | 'compressed'> {
  const used = new Map<number, 'picture' | 'compressed'>();
  for (const texture of gltf.textures ?? []) {
    const { image, use } = sourceOf(texture);
    if (image !== undefined) used.set(image, use);
  }
  return used;
}

/** The image that the loader takes, of those that a texture offers: in its own order. */
function sourceOf({ source, extensions }: Texture): { image: number | undefined; use: 'picture' | 'compressed' } {
  const basis = extensions?.KHR_texture_basisu?.source;
  if (basis !== undefined) return { image: basis, use: 'compressed' };
  return {
    image: extensions?.EXT_texture_webp?.source ?? extensions?.EXT_texture_avif?.source ?? source,
    use: 'picture',
  };
}
