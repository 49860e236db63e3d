import type { Color, Material } from 'three/webgpu';
import { luminance } from './occlusion/luminance.ts';

/** Share of the light that a surface holds back, 0–1: all, but for what is blended or transmits. */
export function shareHeld(material: Material): number {
  const solid = 1 - transmissionOf(material) * tintOf(material);
  return material.transparent ? material.opacity * solid : solid;
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
