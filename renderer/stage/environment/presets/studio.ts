import { type Node, Scene } from 'three/webgpu';
import { float, mix, normalize, positionLocal, smoothstep, vec3 } from 'three/tsl';
import { panel, shell } from './parts.ts';

/**
 * A photographer's table: a key softbox before it, up on the left, a fill on the right, one overhead, and two strips behind for the edges.
 * All between is dark, or white would have no form, and metal and glass nothing to show.
 */
export function studio(): Scene {
  return new Scene().add(
    shell(room()),
    panel({ at: [-1.4, 5.4, 6.3], size: [5.8, 5.2], brightness: 11, rim: 0.35 }),
    panel({ at: [6.4, 1.6, 4.2], size: [4, 6], brightness: 1.4, rim: 0.3 }),
    panel({ at: [0, 8, -1.5], size: [7, 2.6], brightness: 2.2, rim: 0.4 }),
    panel({ at: [-5.2, 2.6, -5.2], size: [1.6, 5.6], brightness: 8 }),
    panel({ at: [5.2, 2.6, -5.2], size: [1.6, 5.6], brightness: 9 }),
  );
}

/** Dim in front, from where it is seen, darker at the horizon, and darkest behind, which glass shows at its edges; below is the table's top. */
function room(): Node<'vec3'> {
  const { y: height, z: front } = normalize(positionLocal);
  const wall = mix(float(0.16), float(0.5), smoothstep(0, 0.6, height));
  const before = mix(wall, float(0.55), smoothstep(0.12, 0.5, height.negate()));
  return vec3(mix(float(0.05), before, smoothstep(-0.6, 0.8, front)));
}
