import {
  AmbientLight,
  DirectionalLight,
  HemisphereLight,
  type Light,
  type Object3D,
  PointLight,
  RectAreaLight,
  SpotLight,
} from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import { swap } from '../graph/swap.ts';

/** Those that have no part of their own in a shader, but for numbers. */
const kinds = [AmbientLight, DirectionalLight, HemisphereLight, PointLight, RectAreaLight, SpotLight] as const;

/** Those that no scene has, by their types. */
const idleOf = perGpu(() => new Map<string, Light[]>());

/**
 * Puts lights of a pool in the place of a scene's own. three.js builds a shader for each light that it has not seen yet, whatever
 * its kind; these it has, and the next scene lit by as many of a kind compiles nothing. Lights that cast shadows stay: theirs are
 * drawn into textures of their own.
 *
 * @returns puts the scene's own back, and gives those of the pool to the next
 */
export function borrowLights(gpu: Gpu, root: Object3D): () => void {
  const idle = idleOf(gpu);
  const own: Light[] = [];
  root.traverse(object => {
    if (isPlain(object)) own.push(object);
  });
  const loans = own.map(light => {
    const twin = idle.get(light.type)?.shift() ?? new (light.constructor as new () => Light)();
    become(twin, light);
    return { light, twin };
  });
  return () => {
    for (const { light, twin } of loans) {
      if (twin.children.length > 0) light.add(...twin.children);
      swap(twin, light);
    }
    // in the order in which they were taken: what is lit by as many next has the same ones
    for (const { twin } of loans.toReversed()) idle.set(twin.type, [twin, ...(idle.get(twin.type) ?? [])]);
  };
}

function isPlain(object: Object3D): object is Light {
  if (!kinds.some(kind => object.constructor === kind)) return false;
  return !object.castShadow && !(object instanceof SpotLight && object.map);
}

function become(twin: Light, light: Light): void {
  twin.copy(light, false);
  Object.assign(twin, { uuid: light.uuid, userData: light.userData });
  if (twin instanceof DirectionalLight || twin instanceof SpotLight)
    twin.target = (light as DirectionalLight | SpotLight).target;
  if (light.children.length > 0) twin.add(...light.children);
  swap(light, twin);
}
