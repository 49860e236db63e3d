import {
  type Box3,
  type DirectionalLight,
  Mesh,
  PlaneGeometry,
  type Scene as World,
  ShadowNodeMaterial,
  Sphere,
} from 'three/webgpu';
import type { Scene } from '../../../scenes/scene.ts';
import { addContactShadow, type GroundShadow } from './contact-shadow.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { turnLights } from '../lights/lights.ts';
import { createSun, placeSun } from '../lights/sun.ts';

/** What a scene asks for below it. */
export interface Ground {
  /**
   * Puts it below what stands in a box.
   * @param isOnNothing whether nothing is behind the ground that could be seen through it
   * @returns what has to be drawn before the picture that it is in; none where nothing has to be
   */
  put(box: Box3, isOnNothing: boolean): GroundShadow | undefined;
  /** Takes it out of the world: what is drawn with it stays, for when it is put elsewhere. */
  remove(): void;
}

export function createGround(gpu: Gpu, world: World, { ground }: Scene): Ground {
  const before = new Set<object>();
  const remove = (): void => {
    for (const child of world.children.filter(one => !before.has(one))) child.removeFromParent();
  };
  const cast = createCastGround(world, ground.opacity);
  return {
    put(box, isOnNothing) {
      before.clear();
      for (const child of world.children) before.add(child);
      if (ground.shadow === 'none' || box.isEmpty()) return undefined;
      if (ground.shadow === 'contact') return addContactShadow(gpu, world, box, ground, isOnNothing);
      cast(box);
      return undefined;
    },
    remove,
  };
}

/** A plane that shows cast shadows alone, and a light that casts them where the scene has none. */
function createCastGround(world: World, opacity: number): (box: Box3) => void {
  let sun: DirectionalLight | undefined;
  let plane: Mesh<PlaneGeometry, ShadowNodeMaterial> | undefined;
  return box => {
    const sphere = box.getBoundingSphere(new Sphere());
    const { center, radius } = sphere;
    if (!castsShadows(world)) {
      sun ??= createSun();
      placeSun(sun, sphere);
      world.add(sun);
    }
    plane ??= createPlane(opacity);
    plane.geometry.dispose();
    plane.geometry = new PlaneGeometry(radius * 16, radius * 16).rotateX(-Math.PI / 2);
    plane.position.set(center.x, box.min.y - radius * 1e-4, center.z);
    world.add(plane);
    turnLights(world);
  };
}

function createPlane(opacity: number): Mesh<PlaneGeometry, ShadowNodeMaterial> {
  const material = new ShadowNodeMaterial();
  Object.assign(material, { opacity, transparent: true, depthWrite: false });
  const plane = new Mesh(new PlaneGeometry(), material);
  plane.receiveShadow = true;
  return plane;
}

function castsShadows(world: World): boolean {
  let found = false;
  world.traverseVisible(object => {
    if ('isLight' in object && object.castShadow) found = true;
  });
  return found;
}
