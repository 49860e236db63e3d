import type { Node } from 'three/webgpu';

/**
 * A post effect: a function of the light of a pixel, linear and premultiplied by alpha, before exposure and tone mapping. What it adds outside of
 * what is covered needs an alpha of its own to be seen. An effect that samples neighbours, such as bloom, needs the light as a texture:
 * `development.ts` then resolves into `targets.light` first, and gives the effect that. Settings come with `Display`.
 */
export type Effect = (light: Node<'vec4'>) => Node<'vec4'>;

/** In the order in which they are applied, to pictures of one sample and of many. To add one, write it in a file beside this and list it here. */
const effects: readonly Effect[] = [];

export function withEffects(light: Node<'vec4'>): Node<'vec4'> {
  return effects.reduce((result, effect) => effect(result), light);
}
