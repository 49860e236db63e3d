import {
  AmbientLight,
  DirectionalLight,
  HemisphereLight,
  type Light as ThreeLight,
  MathUtils,
  type Object3D,
  PointLight,
  RectAreaLight,
  SpotLight,
  Vector3,
} from 'three/webgpu';
import type { Light, Shadow } from '../../../scenes/light.ts';
import { readyAreaLights } from './area-lights.ts';
import { filterOf } from './shadows/filter.ts';
import type { Caster } from './shadows/fit.ts';
import { pointFilterOf } from './shadows/point-filter.ts';

type Builders = { [K in Light['type']]: (asked: Extract<Light, { type: K }>) => ThreeLight };

/** One row per kind of light. */
const builders: Builders = {
  ambient: ({ color, intensity }) => new AmbientLight(color, intensity),
  hemisphere: ({ color, groundColor, intensity }) => new HemisphereLight(color, groundColor, intensity),
  directional: ({ color, intensity, castShadow, shadow }) =>
    casting(new DirectionalLight(color, intensity), castShadow, shadow),
  point: ({ color, intensity, distance, decay, castShadow, shadow }) =>
    casting(new PointLight(color, intensity, distance, decay), castShadow, shadow),
  spot: ({ color, intensity, distance, decay, angle, penumbra, castShadow, shadow }) =>
    casting(new SpotLight(color, intensity, distance, MathUtils.degToRad(angle), penumbra, decay), castShadow, shadow),
  rectArea: ({ color, intensity, width, height }) => new RectAreaLight(color, intensity, width, height),
};

export async function buildLight(asked: Light): Promise<ThreeLight> {
  if (asked.type === 'rectArea') await readyAreaLights();
  const build = builders[asked.type] as (asked: Light) => ThreeLight;
  const light = build(asked);
  if ('target' in asked) light.userData['target'] = new Vector3(...asked.target);
  return light;
}

const initialShadow: Shadow = { mapSize: 2048, radius: 2, intensity: 1 };

export function casting<L extends Caster>(light: L, castShadow: boolean, shadow: Shadow = initialShadow): L {
  light.castShadow = castShadow;
  light.userData['shadow'] = shadow;
  light.shadow.intensity = shadow.intensity;
  if (shadow.bias !== undefined) light.shadow.bias = shadow.bias;
  if (shadow.normalBias !== undefined) light.shadow.normalBias = shadow.normalBias;
  Object.assign(light.shadow, { filterNode: light instanceof PointLight ? pointFilterOf(light) : filterOf(light) });
  return light;
}

/** Turns lights towards their targets. */
export function turnLights(world: Object3D): void {
  world.traverse(object => {
    if ('isLight' in object) turn(object as ThreeLight, world);
  });
}

/** Targets are in the scene's metres; a light from a file has its own, and keeps it. */
function turn(light: ThreeLight, world: Object3D): void {
  const target = light.userData['target'];
  if (!(target instanceof Vector3)) return;
  if (light instanceof RectAreaLight) {
    light.lookAt(target);
    // a rectangle shines along −z, and lookAt turns +z of what is not a camera or light towards the target
    light.updateMatrixWorld();
    return;
  }
  if (!(light instanceof DirectionalLight || light instanceof SpotLight)) return;
  light.target.position.copy(target);
  world.add(light.target);
  light.target.updateMatrixWorld();
}
