import { Scene, Vector3 } from 'three/webgpu';
import { dot, float, max, mix, normalize, positionLocal, pow, smoothstep, vec3 } from 'three/tsl';
import { shell, tinted } from './parts.ts';

/** Where the sun is: front left, eight degrees above the horizon. */
const sun = new Vector3(-0.75, 0.14, 0.65).normalize();

/** A low sun under a clear sky, over dark warm ground. */
export function sunset(): Scene {
  const direction = normalize(positionLocal);
  const height = direction.y;
  const towards = max(dot(direction, vec3(sun.x, sun.y, sun.z)), float(0));

  const glow = mix(tinted('#7d6f9c', 0.45), tinted('#ff8a3c', 1.7), pow(towards, float(3)));
  const sky = mix(glow, tinted('#3d5f9e', 0.55), smoothstep(0, 0.7, height));
  const halo = tinted('#ffb066', 9).mul(pow(towards, float(90)));
  const disc = tinted('#ffd9a8', 160).mul(smoothstep(0.9965, 0.998, towards));
  const ground = mix(tinted('#4a3a33', 0.35), tinted('#9c6a48', 0.5), pow(towards, float(2)));
  return new Scene().add(shell(mix(ground, sky.add(halo).add(disc), smoothstep(-0.015, 0.015, height))));
}
