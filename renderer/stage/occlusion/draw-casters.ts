import {
  ArrayCamera,
  OrthographicCamera,
  type PerspectiveCamera,
  type RenderTarget,
  type Scene as World,
  type Vector3,
  Vector4,
} from 'three/webgpu';
import { context } from 'three/tsl';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import { alone } from './alone.ts';
import { cellOf } from './atlas.ts';
import { type Caster, isHeld } from './casters.ts';
import type { SkyDirection } from './directions.ts';

/** Always the same: three.js takes shaders of another context for others. */
const bare = context();

/** Draws one map, into its part of a target. */
type Mapping = OrthographicCamera & { viewport: Vector4 };

/** Cameras that draw in one go: three.js takes about a millisecond to begin and end one, and another number of them is another shader. */
const together = 16;
const camerasOf = perGpu(openCameras);

/** The maps of some directions, around a scene. */
export interface CasterMaps {
  target: RenderTarget;
  directions: readonly SkyDirection[];
  /** In the world, in metres, as far as a map reaches. */
  center: Vector3;
  radius: number;
  /** Texels of each map. */
  side: number;
}

/** Draws what three.js alone can draw into maps of depth, over what is there. */
export function drawCasters(gpu: Gpu, world: World, casters: readonly Caster[], maps: CasterMaps): void {
  const { renderer } = gpu;
  const { target, directions, center, radius, side } = maps;
  const cameras = camerasOf(gpu);
  const shown = alone(world, casters);
  try {
    renderer.autoClear = false;
    renderer.contextNode = bare;
    renderer.setRenderTarget(target);
    for (let from = 0; from < directions.length; from += together) {
      const some = directions.slice(from, from + together);
      for (const [at, { toward }] of some.entries()) {
        const camera = cameras.cameras[at] as unknown as Mapping;
        aim(camera, center, toward, radius);
        const [column, row] = cellOf(from + at, side);
        camera.viewport.set(column * side, row * side, side, side);
      }
      for (const kind of shown.kinds) {
        shown.show(kind, ({ share }) => directionsHeld(share, from, some.length));
        renderer.render(world, cameras);
      }
    }
  } finally {
    renderer.autoClear = true;
    renderer.setRenderTarget(null);
    shown.restore();
  }
}

/** Each sees what is in the layer of its direction. */
function openCameras(): ArrayCamera {
  const each = Array.from({ length: together }, (_, index): Mapping => {
    const camera = Object.assign(new OrthographicCamera(), { viewport: new Vector4() });
    camera.layers.set(index);
    return camera;
  });
  // three.js' type asks for perspective, of which it needs nothing
  const all = new ArrayCamera(each as unknown as PerspectiveCamera[]);
  all.layers.mask = each.reduce((mask, { layers }) => mask | layers.mask, 0);
  return all;
}

/** Level with the horizon: the shading of surfaces knows a map's sides by its direction alone. */
function aim(camera: Mapping, center: Vector3, toward: Vector3, radius: number): void {
  Object.assign(camera, { left: -radius, right: radius, top: radius, bottom: -radius, near: 0, far: 2 * radius });
  camera.updateProjectionMatrix();
  camera.position.copy(center).addScaledVector(toward, radius);
  camera.lookAt(center);
  camera.updateMatrixWorld();
}

/** @returns a bit for each of `count` directions from `from` on */
function directionsHeld(share: number, from: number, count: number): number {
  let held = 0;
  for (let at = 0; at < count; at++) if (isHeld(share, from + at)) held |= 1 << at;
  return held;
}
