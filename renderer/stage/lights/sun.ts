import { DirectionalLight, type Sphere, Vector3 } from 'three/webgpu';
import { casting } from './lights.ts';

/** A light that casts shadows: cast shadows need one, and not every scene has it. */
export function createSun(): DirectionalLight {
  return casting(new DirectionalLight('#ffffff', 1.2), true, { mapSize: 2048, radius: 4, intensity: 1 });
}

/** Has it shine on a scene from the upper left. */
export function placeSun(sun: DirectionalLight, { center, radius }: Sphere): void {
  sun.position.copy(center).add(new Vector3(-1, 2.6, 1).multiplyScalar(radius * 2));
  sun.userData['target'] = center.clone();
}
