import type { Node } from 'three/webgpu';

/**
 * A post effect: what it makes of the light of a pixel, linear and premultiplied by alpha, before it is tone mapped. One that needs a pixel's
 * neighbours draws into a target of its own, of which it returns the texture's node.
 */
export type Effect = (light: Node<'vec4'>) => Node<'vec4'>;

/** In the order in which they are applied, to pictures of one sample and of many. To add one, write it in a file beside this and list it here. */
const effects: readonly Effect[] = [];

export function withEffects(light: Node<'vec4'>): Node<'vec4'> {
  return effects.reduce((result, effect) => effect(result), light);
}
