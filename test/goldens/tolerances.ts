import type { Engine } from '../../renderer/browser/profile.ts';

/**
 * Share of the pixels that may differ visibly. Between two runs of SwiftShader, which the goldens are of, none does; between engines the
 * last bits of edges and reflections do.
 */
const most = 0.004;

/**
 * Where an engine's pictures may differ in more, and why. SwiftShader puts corners on a grid of 16 lines to a pixel, lavapipe on one of 256,
 * as GPUs do: what lies on the border between two pixels falls to the one or to the other.
 */
const exceptions: Partial<Record<Engine, Readonly<Record<string, number>>>> = {
  lavapipe: {
    // a square's sides lie right between two pixels
    'gltf/textures/normal-map': 0.016,
    'gltf/textures/normal-map-with-tangents': 0.016,
    'gltf/textures/occlusion': 0.016,
    'gltf/meshes/wrong-bounds': 0.016,
    'gltf/uses/lights': 0.009,
    // edges of bright and dark a few pixels apart
    'three/geometries': 0.015,
    'three/unlit-materials': 0.005,
    // lines of one pixel, right between two
    'three/lines': 0.011,
    // levels of a texture that is seen from its edge: both blend along its slope, in other steps
    'textures-main': 0.012,
    'shadow-main': 0.006,
    'format-letter-wrl': 0.005,
  },
};

/** Share of a golden's pixels in which an engine's picture may differ visibly. */
export function toleranceOf(golden: string, engine: Engine): number {
  return exceptions[engine]?.[golden] ?? most;
}
