import {
  BackSide,
  ClampToEdgeWrapping,
  Color,
  DataTexture,
  DoubleSide,
  FrontSide,
  type Material as ThreeMaterial,
  MathUtils,
  MeshBasicMaterial,
  MeshPhysicalMaterial,
  MeshStandardMaterial,
  MeshToonMaterial,
  MirroredRepeatWrapping,
  NearestFilter,
  NoColorSpace,
  RedFormat,
  RepeatWrapping,
  SRGBColorSpace,
  type Texture as ThreeTexture,
  Vector2,
} from 'three/webgpu';
import type { Material } from '../../../scenes/material.ts';
import type { Texture } from '../../../scenes/texture.ts';
import { mendMaterial } from './mends.ts';

/** Where the images of materials come from. */
export interface Images {
  /** A new texture over an image: two uses of one may place it differently. */
  texture(src: string, pointer: string): Promise<ThreeTexture>;
}

/** One row per kind of material. */
const kinds = {
  standard: () => new MeshStandardMaterial(),
  physical: () => new MeshPhysicalMaterial(),
  basic: () => new MeshBasicMaterial(),
  toon: () => new MeshToonMaterial(),
} satisfies Record<Material['type'], () => ThreeMaterial>;

/** Images whose numbers are colours; all others are data. */
const colored = new Set(['map', 'emissiveMap', 'sheenColorMap', 'specularColorMap']);
const sides = { front: FrontSide, back: BackSide, double: DoubleSide };
const wraps = { repeat: RepeatWrapping, mirror: MirroredRepeatWrapping, clamp: ClampToEdgeWrapping };

export function plain(): ThreeMaterial {
  return new MeshStandardMaterial({ roughness: 0.5 });
}

export async function buildMaterial(images: Images, asked: Material, pointer: string): Promise<ThreeMaterial> {
  const material = kinds[asked.type]();
  const { type: _, ...fields } = asked;
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    Object.assign(material, await property(images, field, value, `${pointer}/${field}`));
  }
  material.transparent = asked.transparent ?? (asked.opacity < 1 || asked.alphaMap !== undefined);
  if ('emissiveMap' in asked && asked.emissiveMap && !asked.emissive)
    Object.assign(material, { emissive: new Color(0xffffff) });
  mendMaterial(material);
  return material;
}

/** three.js' property for a field of ours: by the same name, unless a row says otherwise. */
export async function property(images: Images, field: string, value: unknown, pointer: string): Promise<object> {
  if (isSceneTexture(value)) return { [field]: await buildTexture(images, value, colored.has(field), pointer) };
  if (typeof value === 'string' && value.startsWith('#')) return { [field]: new Color(value) };
  if (field === 'side') return { side: sides[value as keyof typeof sides] };
  if (field === 'steps') return { gradientMap: bands(Number(value)) };
  if (field === 'anisotropyRotation') return { [field]: MathUtils.degToRad(Number(value)) };
  if (field === 'normalScale' && Array.isArray(value)) return { normalScale: new Vector2(value[0], value[1]) };
  return { [field]: value };
}

async function buildTexture(
  images: Images,
  { src, repeat, offset, rotation, wrap }: Texture,
  isColor: boolean,
  pointer: string,
): Promise<ThreeTexture> {
  const texture = await images.texture(src, `${pointer}/src`);
  texture.colorSpace = isColor ? SRGBColorSpace : NoColorSpace;
  texture.wrapS = texture.wrapT = wraps[wrap ?? 'repeat'];
  texture.anisotropy = 8;
  texture.center.set(0.5, 0.5);
  if (repeat) {
    texture.repeat.set(...repeat);
    // the image's corner stays where it is when it is repeated
    texture.center.set(0, 0);
  }
  if (offset) texture.offset.set(...offset);
  if (rotation) texture.rotation = MathUtils.degToRad(rotation);
  texture.needsUpdate = true;
  return texture;
}

/** A toon material's bands of light, dark to bright. */
function bands(steps: number): DataTexture {
  const levels = Uint8Array.from({ length: steps }, (_, at) => Math.round((255 * (at + 1)) / steps));
  const texture = new DataTexture(levels, steps, 1, RedFormat);
  texture.minFilter = texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return texture;
}

/** Whether a value is an image as a scene describes it. */
export function isSceneTexture(value: unknown): value is Texture {
  return typeof value === 'object' && value !== null && 'src' in value;
}
