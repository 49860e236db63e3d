import { Color, Loader, type Material } from 'three/webgpu';

/** What lines and points are drawn in that have neither a material nor colours: dark, to be seen on white and on most else. */
const color = 0x4a4642;

export function ink(): Color {
  return new Color(color);
}

export function white(): Color {
  return new Color(1, 1, 1);
}

/** The colour of a material that the file has; `undefined` of one that its loader made up. */
export function ownColor(material: Material | Material[]): Color | undefined {
  const [one] = [material].flat();
  if (!one || !('color' in one) || !(one.color instanceof Color)) return undefined;
  return one.name === '' || one.name === Loader.DEFAULT_MATERIAL_NAME ? undefined : one.color;
}
