import type { SceneInput } from '../../scenes/scene.ts';

/** Scenes that a CPU draws in a moment. */
const output = { width: 96, height: 96 } as const;

/** A cube on white, seen from the front. */
export function cube(color = '#cc3322', over: SceneInput = {}): SceneInput {
  const nodes = [{ geometry: { type: 'box' as const }, material: { color } }];
  return { nodes, camera: { orbit: [0, 0] }, output, ...over };
}

/** A model, without the ground that takes most of the time. */
export function model(src: string, over: SceneInput = {}): SceneInput {
  return { model: src, ground: 'none', output, ...over };
}

/** Takes a CPU a second or so. */
export function slow(color = '#cc3322'): SceneInput {
  const nodes = [{ geometry: { type: 'torusKnot' as const }, material: { color } }];
  return { nodes, output: { width: 640, height: 640 } };
}

/** Takes a CPU minutes: nothing but the end of its browser stops it. */
export function endless(color = '#cc3322'): SceneInput {
  const material = { type: 'physical' as const, color, opacity: 0.5, clearcoat: 1, sheen: 1, iridescence: 1 };
  const nodes = Array.from({ length: 300 }, (_, layer) => ({
    geometry: { type: 'plane' as const, size: [9, 9] as [number, number] },
    material,
    position: [0, 0, layer / 100] as [number, number, number],
  }));
  const camera = { position: [0, 0, 9] as [number, number, number] };
  return { nodes, camera, output: { width: 2048, height: 2048, sampling: 'best' } };
}
