import { type Node, Vector3 } from 'three/webgpu';
import { normalWorld, positionWorld, uniform, vec3, wgslFn } from 'three/tsl';
import { type Emitter, mostEmitters } from './emitters.ts';

/** Irradiance from what glows, wherever a surface is drawn. Walls between do not count. */
export interface Glow {
  /** @param share of the environment's light that reaches the place, 0–1 */
  irradiance(share: Node<'float'>): Node<'vec3'>;
  /** Takes other emitters, at most `mostEmitters`. */
  set(emitters: readonly Emitter[]): void;
}

/**
 * Share of an emitter's radiance times π that arrives: of a ball with as much surface, as far away as the box is. Inside the box, what
 * is in the environment's way is taken for the emitter.
 */
const arriving = wgslFn<[Node<'vec3'>, Node<'vec3'>, Node<'vec3'>, Node<'vec3'>, Node<'float'>, Node<'float'>]>(`
  fn arriving(place: vec3f, normal: vec3f, low: vec3f, high: vec3f, radius: f32, share: f32) -> f32 {
    let nearest = clamp(place, low, high);
    let distance = length(nearest - place);
    if (distance == 0.0) { return 1.0 - share; }
    let middle = (low + high) / 2.0;
    let toward = normalize((nearest + middle) / 2.0 - place);
    let wide = radius / (radius + distance);
    return max(dot(normal, toward), 0.0) * wide * wide;
  }
`);

export function createGlow(): Glow {
  const slots = Array.from({ length: mostEmitters }, () => ({
    low: uniform(new Vector3()),
    high: uniform(new Vector3()),
    radius: uniform(0),
    radiance: uniform(new Vector3()),
  }));
  return {
    irradiance(share) {
      const parts = slots.map(({ low, high, radius, radiance }) => {
        const part = arriving(positionWorld, normalWorld, low, high, radius, share);
        return radiance.mul(part as unknown as Node<'float'>).mul(Math.PI);
      });
      return parts.reduce<Node<'vec3'>>((sum, part) => sum.add(part), vec3(0));
    },
    set(emitters) {
      for (const [at, { low, high, radius, radiance }] of slots.entries()) {
        const emitter = emitters[at];
        radiance.value.set(0, 0, 0);
        if (!emitter) continue;
        low.value.copy(emitter.box.min);
        high.value.copy(emitter.box.max);
        radius.value = emitter.radius;
        radiance.value.copy(emitter.radiance);
      }
    },
  };
}
