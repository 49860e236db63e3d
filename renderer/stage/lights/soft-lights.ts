import { type DirectionalLight, type Light, type Object3D, type SpotLight, Vector3 } from 'three/webgpu';
import type { Shadow } from '../../../scenes/light.ts';
import { halton } from '../sampling/plan.ts';

/** Half the angle under which a light is seen, in radians for each texel of its shadow's `radius`: a lamp has a size. */
const half = 0.006;

/**
 * Moves every light that casts shadows to a place within its size: over many samples, shadows become soft, and the softer the further
 * they fall.
 * @param index of the sample
 * @returns moves them back
 */
export function shiftLights(world: Object3D, index: number): () => void {
  const moved: [light: Light, from: Vector3][] = [];
  world.traverseVisible(object => {
    if (!('isLight' in object) || !object.castShadow || !('shadow' in object)) return;
    const light = object as DirectionalLight | SpotLight;
    moved.push([light, light.position.clone()]);
    shift(light, index);
  });
  return () => {
    for (const [light, from] of moved) {
      light.position.copy(from);
      light.updateMatrixWorld();
    }
  };
}

function shift(light: DirectionalLight | SpotLight, index: number): void {
  const place = light.getWorldPosition(new Vector3());
  const target = light.target?.getWorldPosition(new Vector3()) ?? new Vector3();
  const along = target.sub(place);
  const { radius } = (light.userData['shadow'] as Shadow | undefined) ?? light.shadow;
  const reach = along.length() * Math.tan(half * radius);
  const across = new Vector3(along.y, along.z, -along.x).cross(along).normalize();
  const other = across.clone().cross(along).normalize();
  // evenly over a disc
  const distance = reach * Math.sqrt(halton(index + 1, 2));
  const angle = 2 * Math.PI * halton(index + 1, 3);
  place.addScaledVector(across, distance * Math.cos(angle)).addScaledVector(other, distance * Math.sin(angle));
  light.position.copy(light.parent ? light.parent.worldToLocal(place) : place);
  light.updateMatrixWorld();
}
