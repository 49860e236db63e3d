import {
  ClampToEdgeWrapping,
  LinearFilter,
  Loader,
  type Material,
  MeshPhongMaterial,
  MeshStandardMaterial,
  MirroredRepeatWrapping,
  NearestFilter,
  RepeatWrapping,
  SRGBColorSpace,
  Texture,
  type LoadingManager,
  type Wrapping,
} from 'three/webgpu';
import { defaultColor } from '../../materials/default-material.ts';
import { hasImage } from '../../materials/missing-images.ts';
import { openTextureImage } from '../../images/image-loader.ts';
import type { Look } from './looks.ts';
import type { MaterialOf } from './meshes.ts';
import type { Package } from './package.ts';
import { attributeOf, named } from './xml.ts';

const wrappings: Readonly<Record<string, Wrapping>> = {
  wrap: RepeatWrapping,
  mirror: MirroredRepeatWrapping,
  clamp: ClampToEdgeWrapping,
  none: ClampToEdgeWrapping,
};

/** Textures by what they are of, and how they are laid. */
export type Textures = Map<string, Promise<Texture>>;

/** Textures of a model by their ids. Each is there once, however many groups and parts use it: its image is decoded for each. */
export async function texturesOf(
  model: Element,
  file: Package,
  known: Textures,
  manager: LoadingManager,
): Promise<Map<string, Texture>> {
  const textures = named(model, 'texture2d').map(async (one): Promise<[string, Texture]> => {
    const said = ['path', 'tilestyleu', 'tilestylev', 'filter'].map(name => attributeOf(one, name));
    const key = JSON.stringify(said);
    const making = known.get(key) ?? textureOf(said, file, manager);
    known.set(key, making);
    return [attributeOf(one, 'id') ?? '', await making];
  });
  return new Map(await Promise.all(textures));
}

async function textureOf(
  [path = '', across = 'wrap', down = 'wrap', filter]: readonly (string | undefined)[],
  file: Package,
  manager: LoadingManager,
): Promise<Texture> {
  const bytes = await file.find(path);
  const texture = new Texture(bytes ? await openTextureImage(manager, path, bytes.buffer) : null);
  texture.needsUpdate = true;
  texture.colorSpace = SRGBColorSpace;
  texture.wrapS = wrappings[across] ?? RepeatWrapping;
  texture.wrapT = wrappings[down] ?? RepeatWrapping;
  if (filter === 'linear' || filter === 'nearest') {
    texture.magFilter = texture.minFilter = filter === 'linear' ? LinearFilter : NearestFilter;
    texture.generateMipmaps = false;
  }
  return texture;
}

/** Makes materials of a model's looks. Faces are flat: the format has no normals. */
export function materialsOf(textures: ReadonlyMap<string, Texture>): MaterialOf {
  const made = new Map<string, Material>();
  return looks => {
    const key = keyOf(looks);
    const material = made.get(key) ?? materialOf(looks, textures);
    made.set(key, material);
    return material;
  };
}

function keyOf(looks: readonly Look[] | undefined): string {
  const [first] = looks ?? [];
  const isClear = looks?.some(({ color }) => color[3] < 1);
  return JSON.stringify(
    first && [first.name, first.name === undefined ? isClear : first.color, first.metal, first.texture],
  );
}

function materialOf(looks: readonly Look[] | undefined, textures: ReadonlyMap<string, Texture>): Material {
  const [first] = looks ?? [];
  if (!first) return new MeshPhongMaterial({ name: Loader.DEFAULT_MATERIAL_NAME, color: 0xffffff, flatShading: true });
  const material = first.metal
    ? new MeshStandardMaterial({ flatShading: true, ...first.metal })
    : new MeshPhongMaterial({ flatShading: true });
  material.name = first.name ?? '';
  material.map = textures.get(first.texture ?? '') ?? null;
  material.transparent = looks?.some(({ color }) => color[3] < 1) === true;
  material.vertexColors = first.name === undefined;
  const isWhite = looks?.every(({ color }) => color.every(part => part === 1)) === true;
  if (material.map && !hasImage(material.map) && isWhite) material.color.copy(defaultColor());
  const [red, green, blue, alpha] = first.color;
  if (!material.vertexColors) {
    material.color.setRGB(red, green, blue);
    material.opacity = alpha;
  }
  return material;
}
