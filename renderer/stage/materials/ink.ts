import { Color, Loader, type Material, MeshBasicNodeMaterial } from 'three/webgpu';

/** What lines and points are drawn in that have neither a material nor colours: dark, to be seen on white and on most else. */
const color = 0x4a4642;

export function ink(): Color {
  return new Color(color);
}

export function white(): Color {
  return new Color(1, 1, 1);
}

/** A material that has one colour. */
export type Colored = Material & { color: Color };

/** The material of strokes or dots: as the file has it, so that it can be changed by its name; else of a colour. */
export function flatMaterial(own: Colored | undefined, otherwise: Color): MeshBasicNodeMaterial {
  const material = new MeshBasicNodeMaterial({ color: otherwise });
  if (!own) return material;
  const { name, opacity, transparent, visible, color } = own;
  Object.assign(material, { name, opacity, transparent, visible });
  material.color.copy(color);
  return material;
}

/** A material that the file has; `undefined` where its loader made it up. */
export function ownMaterial(material: Material | Material[]): Colored | undefined {
  const [one] = [material].flat();
  return one && isColored(one) && one.name !== '' && one.name !== Loader.DEFAULT_MATERIAL_NAME ? one : undefined;
}

export function isColored(material: Material): material is Colored {
  return 'color' in material && material.color instanceof Color;
}
