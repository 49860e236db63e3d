import { Color, Material, type Mesh, type Object3D, type Texture } from 'three/webgpu';
import { defaultMaterial, defaultColor } from './default-material.ts';
import { isTexture } from '../graph/textures-in.ts';

/** Whether there is anything in a texture; those of files that are not there have nothing. */
export function hasImage({ image }: Texture): boolean {
  const found: unknown = image;
  return typeof found === 'object' && found !== null && !('data' in found && found.data === null);
}

/**
 * Takes images that are not there off all that they would cover. Materials that other uses of the file share are not changed: each that
 * lacks an image is replaced by a copy.
 */
export function uncover(root: Object3D): void {
  const bare = new Map<Material, Material>();
  const uncovered = (material: Material): Material => {
    const made = bare.get(material) ?? (lacksIn(material).length > 0 ? without(material) : material);
    bare.set(material, made);
    return made;
  };
  root.traverse(object => {
    // of lamps, which throw an image
    for (const field of lacksIn(object)) Reflect.set(object, field, null);
    if (!hasMaterial(object)) return;
    const { material } = object;
    object.material = Array.isArray(material) ? material.map(uncovered) : uncovered(material);
  });
}

function lacksIn(holder: object): string[] {
  return Object.entries(holder).flatMap(([field, value]) => (isTexture(value) && !hasImage(value) ? [field] : []));
}

function without(material: Material): Material {
  const copy = material.clone();
  for (const field of lacksIn(material)) {
    Reflect.set(copy, field, null);
    instead[field]?.(copy);
  }
  return copy;
}

/** What a material is where an image is not there that would have said it: a factor of one says that it is all the image's to say. */
const instead: Readonly<Record<string, (material: Material) => void>> = {
  map: material => {
    const { color } = material as Partial<Mesh['material'] & { color: Color }>;
    if (color instanceof Color && color.getHex() === 0xffffff && !material.vertexColors) color.copy(defaultColor());
  },
  emissiveMap: material => set(material, 'emissive', new Color(0)),
  metalnessMap: material => isOne(material, 'metalness') && set(material, 'metalness', 0),
  roughnessMap: material => isOne(material, 'roughness') && set(material, 'roughness', defaultMaterial().roughness),
};

function isOne(material: Material, field: string): boolean {
  return Reflect.get(material, field) === 1;
}

function set(material: Material, field: string, value: unknown): void {
  if (field in material) Reflect.set(material, field, value);
}

function hasMaterial(object: Object3D): object is Mesh {
  return 'material' in object && [object.material].flat().every(one => one instanceof Material);
}
