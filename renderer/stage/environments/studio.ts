import { Scene } from 'three/webgpu';
import { dome, panel } from './parts.ts';

/** A photographer's table: a large key softbox from the left, a weaker fill, one overhead, two strips behind for the edges. */
export function studio(): Scene {
  return new Scene().add(
    dome({ bottom: ['#ffffff', 0.5], horizon: ['#ffffff', 0.55], top: ['#ffffff', 0.45] }),
    panel({ at: [-5, 4.5, 4.5], size: [4.5, 4.5], brightness: 9 }),
    panel({ at: [6, 2.5, 3.5], size: [3, 4], brightness: 2.5 }),
    panel({ at: [0, 7.5, -0.5], size: [6, 4], brightness: 4.5 }),
    panel({ at: [-4.5, 2.5, -6], size: [1.4, 5], brightness: 7 }),
    panel({ at: [4.5, 2.5, -6], size: [1.4, 5], brightness: 9 }),
  );
}
