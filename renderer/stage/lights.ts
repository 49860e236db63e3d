import {
  AmbientLight,
  type Box3,
  DirectionalLight,
  HemisphereLight,
  type Light as ThreeLight,
  MathUtils,
  type Object3D,
  PointLight,
  RectAreaLight,
  Sphere,
  SpotLight,
  Vector3,
} from 'three/webgpu';
import type { Light, Shadow } from '../../scenes/light.ts';
import { readyAreaLights } from './area-lights.ts';

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

type Caster = DirectionalLight | PointLight | SpotLight;

const initialShadow: Shadow = { mapSize: 2048, radius: 2, intensity: 1 };

export function casting<L extends Caster>(light: L, castShadow: boolean, shadow: Shadow = initialShadow): L {
  light.castShadow = castShadow;
  light.shadow.mapSize.set(shadow.mapSize, shadow.mapSize);
  light.shadow.radius = shadow.radius;
  light.shadow.intensity = shadow.intensity;
  if (shadow.bias !== undefined) light.shadow.bias = shadow.bias;
  if (shadow.normalBias !== undefined) light.shadow.normalBias = shadow.normalBias;
  light.userData['ownBias'] = shadow.bias !== undefined || shadow.normalBias !== undefined;
  return light;
}

/** Turns lights towards their targets, and fits their shadows to what there is to cast them. */
export function fitShadows(world: Object3D, box: Box3): void {
  const sphere = box.getBoundingSphere(new Sphere());
  world.traverse(object => {
    if (!('isLight' in object)) return;
    turn(object as ThreeLight, world);
    if (object.castShadow && 'shadow' in object && sphere.radius > 0) fit(object as Caster, sphere);
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

function fit(light: Caster, { center, radius }: Sphere): void {
  if (light.userData['ownShadow']) return;
  const { camera, mapSize } = light.shadow;
  const distance = light.getWorldPosition(new Vector3()).distanceTo(center);
  if (light instanceof DirectionalLight && 'left' in camera) {
    const along = light.target.getWorldPosition(new Vector3()).sub(light.getWorldPosition(new Vector3())).normalize();
    // What casts may reach behind the light's place: only its direction counts.
    const depth = center.clone().sub(light.getWorldPosition(new Vector3())).dot(along);
    const side = center.clone().sub(light.getWorldPosition(new Vector3())).addScaledVector(along, -depth).length();
    camera.left = camera.bottom = -(radius + side);
    camera.right = camera.top = radius + side;
    camera.near = depth - radius * 1.1;
    camera.far = depth + radius * 2.5;
    if (!light.userData['ownBias']) light.shadow.normalBias = ((2 * (radius + side)) / mapSize.x) * 1.5;
  } else if ('near' in camera && 'far' in camera) {
    camera.near = Math.max((distance - radius) * 0.5, radius * 0.005);
    camera.far = distance + radius * 2.5;
    if (!light.userData['ownBias']) light.shadow.normalBias = (distance / mapSize.x) * 2;
  }
  camera.updateProjectionMatrix();
}
