import { Scene } from 'three/webgpu';
import { dome, panel } from './parts.ts';

/** Even white light, a little more from above and in front, so that colours are as they are and forms still read. */
export function neutral(): Scene {
  return new Scene().add(
    dome({ bottom: ['#ffffff', 0.55], horizon: ['#ffffff', 0.8], top: ['#ffffff', 1.1] }),
    panel({ at: [0, 8, 3], size: [7, 5], brightness: 2.6 }),
    panel({ at: [-7, 3, 2], size: [3, 5], brightness: 1.9 }),
    panel({ at: [7, 3, 2], size: [3, 5], brightness: 1.9 }),
    panel({ at: [0, 2, -8], size: [6, 3], brightness: 1.6 }),
  );
}
