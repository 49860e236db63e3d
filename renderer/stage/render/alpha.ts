import type { Node } from 'three/webgpu';
import { float, max, vec4 } from 'three/tsl';

/** Too little alpha to divide by. */
const least = 1e-5;

/** Colours as they are where they cover a pixel: premultiplied by alpha no more. */
export function unpremultiply({ rgb, a }: Node<'vec4'>): { color: Node<'vec3'>; alpha: Node<'float'> } {
  const alpha = a.clamp(0, 1);
  return { color: rgb.div(max(alpha, float(least))), alpha };
}

/** Premultiplied to straight. Light that is added to what is behind, a glint on clear glass, needs an alpha to be seen by. */
export function straight(color: Node<'vec3'>, alpha: Node<'float'>): Node<'vec4'> {
  const enough = max(alpha, max(max(color.r, color.g), color.b)).clamp(0, 1);
  return vec4(color.div(max(enough, float(least))).clamp(0, 1), enough);
}
