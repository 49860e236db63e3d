import type { SceneInput } from '../../scenes/scene.ts';

/** A square metre that fills the picture, with an image on it so many times, unlit: one texel of it is what its file says. */
export function wall(src: string, height: number, times = 1): SceneInput {
  const map = { src, repeat: [times, times] as [number, number] };
  return {
    nodes: [{ geometry: { type: 'plane', size: [1, 1] }, material: { type: 'basic', map } }],
    camera: { type: 'orthographic', height: 1, position: [0, 0, 2], target: [0, 0, 0] },
    environment: 'none',
    ground: 'none',
    toneMapping: 'none',
    output: { width: height, height, sampling: 'draft' },
  };
}
