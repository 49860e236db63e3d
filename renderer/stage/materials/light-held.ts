import type { Color, Material, Object3D } from 'three/webgpu';
import { luminance } from './luminance.ts';

/** Share of the light that a surface holds back, 0–1: all, but for what is blended or transmits. */
export function shareHeld(material: Material): number {
  const solid = 1 - transmissionOf(material) * tintOf(material);
  return material.transparent ? material.opacity * solid : solid;
}

/** Of a thing, that of what it is made of that holds back most. */
export function shareHeldBy(object: Object3D | null): number {
  const materials = object && 'material' in object ? [object.material as Material | Material[]].flat() : [];
  return Math.max(0, ...materials.map(shareHeld));
}

function transmissionOf(material: Material): number {
  return 'transmission' in material && typeof material.transmission === 'number' ? material.transmission : 0;
}

/** What of light comes through clear glass, at its two surfaces. */
const clear = 0.9;

/** Share of the light that comes through a glass, of what its `transmission` lets in. */
function tintOf(material: Material): number {
  const { color, attenuationColor, attenuationDistance, thickness } = material as Partial<{
    color: Color;
    attenuationColor: Color;
    attenuationDistance: number;
    thickness: number;
  }>;
  const within =
    attenuationColor && thickness ? lightness(attenuationColor) ** (thickness / (attenuationDistance || Infinity)) : 1;
  return clear * (color ? lightness(color) : 1) * within;
}

function lightness({ r, g, b }: Color): number {
  return luminance(r, g, b);
}
