import {
  type Box3,
  DirectionalLight,
  Mesh,
  PlaneGeometry,
  type Scene as World,
  ShadowNodeMaterial,
  Sphere,
  Vector3,
} from 'three/webgpu';
import type { Scene } from '../../../scenes/scene.ts';
import { layContactShadow } from './contact-shadow.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { casting, turnLights } from '../lights/lights.ts';

/**
 * Puts what the scene asks for below it.
 * @param isOnNothing whether nothing is behind the ground that could be seen through it
 * @returns draws what is to be seen on it, for the textures that were uploaded for a picture; none where it depends on none
 */
export function addGround(
  gpu: Gpu,
  world: World,
  box: Box3,
  { ground }: Scene,
  isOnNothing: boolean,
): (() => void) | undefined {
  if (ground.shadow === 'none' || box.isEmpty()) return undefined;
  if (ground.shadow === 'contact') return layContactShadow(gpu, world, box, ground, isOnNothing);

  const { center, radius } = box.getBoundingSphere(new Sphere());
  if (!castsShadows(world)) world.add(sun(center, radius));
  const material = new ShadowNodeMaterial();
  material.opacity = ground.opacity;
  material.transparent = true;
  material.depthWrite = false;
  const plane = new Mesh(new PlaneGeometry(radius * 16, radius * 16).rotateX(-Math.PI / 2), material);
  plane.position.set(center.x, box.min.y - radius * 1e-4, center.z);
  plane.receiveShadow = true;
  world.add(plane);
  turnLights(world);
  return undefined;
}

function castsShadows(world: World): boolean {
  let found = false;
  world.traverseVisible(object => {
    if ('isLight' in object && object.castShadow) found = true;
  });
  return found;
}

/** Cast shadows need a light that casts them: where the scene has none, one from the upper left. */
function sun(center: Vector3, radius: number): DirectionalLight {
  const light = casting(new DirectionalLight('#ffffff', 1.2), true, { mapSize: 2048, radius: 4, intensity: 1 });
  light.position.copy(center).add(new Vector3(-1, 2.6, 1).multiplyScalar(radius * 2));
  light.userData['target'] = center.clone();
  return light;
}
