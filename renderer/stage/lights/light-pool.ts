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

/** Those that have no part of their own in a shader, but for numbers. */
const kinds = [AmbientLight, DirectionalLight, HemisphereLight, PointLight, RectAreaLight, SpotLight] as const;

const idle = new Map<string, Light[]>();

/**
 * Puts lights of a pool in the place of a scene's own. three.js builds a shader for each light that it has not seen yet, whatever
 * its kind; these it has, and the next scene lit by as many of a kind compiles nothing. Lights that cast shadows stay: theirs are
 * drawn into textures of their own.
 *
 * @returns takes them out of the scene, for the next one
 */
export function borrowLights(root: Object3D): () => void {
  const own: Light[] = [];
  root.traverse(object => {
    if (isPlain(object)) own.push(object);
  });
  const borrowed = own.map(light => {
    const twin = idle.get(light.type)?.shift() ?? new (light.constructor as new () => Light)();
    become(twin, light);
    return twin;
  });
  return () => {
    for (const twin of borrowed) {
      twin.removeFromParent();
      twin.clear();
      idle.set(twin.type, [...(idle.get(twin.type) ?? []), twin]);
    }
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
  twin.add(...light.children);
  const { parent } = light;
  if (!parent) return;
  const at = parent.children.indexOf(light);
  light.removeFromParent();
  parent.add(twin);
  // where it was: what is found by name is found in the order of the tree
  parent.children.splice(at, 0, ...parent.children.splice(-1));
}
