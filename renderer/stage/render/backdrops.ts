import type { Node } from 'three/webgpu';
import { vec3, vec4 } from 'three/tsl';
import type { Backdrop } from '../scene/backdrop.ts';
import { straight, unpremultiply } from './alpha.ts';

/** Has light become the colours of a display. */
type Display = (light: Node<'vec3'>) => Node<'vec3'>;

/**
 * What a picture has of a scene that was drawn on a backdrop, as displayed colours premultiplied by alpha: all of them added up are the
 * picture.
 * @param behind the colour that a scene with glass is to be seen on, as displayed
 */
export function contributionOf(
  light: Node<'vec4'>,
  display: Display,
  backdrop: Backdrop,
  behind: Node<'vec3'>,
): Node<'vec4'> {
  if (backdrop === 'clear') {
    const { color, alpha } = unpremultiply(light);
    return vec4(display(color).mul(alpha), alpha);
  }
  const color = display(light.rgb);
  const white = display(vec3(1, 1, 1));
  // What comes through is white's share of the difference: on + (through − black) / white · behind, part by part.
  const share = mean(color).div(mean(white));
  const through = color.mul(behind).div(white);
  return backdrop === 'black' ? vec4(color.sub(through), share.add(1)) : vec4(through, share.negate());
}

/** How a scene's picture is made whole of what its backdrops add up to. */
export type Finish = 'covered' | 'glassy' | 'flat';

/** One row per way. */
export const finishes = {
  covered: ({ rgb, a }) => straight(rgb, a.clamp(0, 1)),
  // Drawn on mid-grey, which is taken away again: halfway between what is exact on black and what is exact on white. One
  // alpha for three colours cannot be both.
  glassy({ rgb, a }) {
    const alpha = a.clamp(0, 1);
    return straight(rgb.sub(alpha.oneMinus().mul(0.5)).clamp(0, 1), alpha);
  },
  flat: ({ rgb, a }) => vec4(rgb.clamp(0, 1), a.clamp(0, 1)),
} satisfies Record<Finish, (sum: Node<'vec4'>) => Node<'vec4'>>;

/** @param isColored whether a scene with glass is seen on a colour */
export function finishOf(backdrop: Backdrop, isColored: boolean): Finish {
  if (backdrop === 'clear') return 'covered';
  return isColored ? 'flat' : 'glassy';
}

function mean(color: Node<'vec3'>): Node<'float'> {
  return color.r.add(color.g).add(color.b).div(3);
}
