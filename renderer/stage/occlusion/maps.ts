import {
  ArrayCamera,
  type Object3D,
  OrthographicCamera,
  type PerspectiveCamera,
  type RenderTarget,
  type Scene as World,
  type Vector3,
  Vector4,
} from 'three/webgpu';
import { context } from 'three/tsl';
import type { Gpu } from '../gpu.ts';
import { cellOf, most } from './atlas.ts';
import type { Caster, CasterMaterial } from './casters.ts';
import type { SkyDirection } from './directions.ts';

/** Always the same: three.js takes shaders of another context for others. */
const bare = context();

/** Draws one map, into its part of a target. */
type Mapping = OrthographicCamera & { viewport: Vector4 };

/**
 * One camera for each direction that there can be, since another number of them is another shader. Together they draw in one go: three.js
 * takes about a millisecond to begin and end one.
 */
let cameras: ArrayCamera | undefined;

/** Draws a scene's depth as seen from each direction, into tiles of one target. */
export function drawMaps(
  { renderer }: Gpu,
  world: World,
  casters: readonly Caster[],
  target: RenderTarget,
  directions: readonly SkyDirection[],
  { center, radius, side }: { center: Vector3; radius: number; side: number },
): void {
  cameras ??= openCameras();
  const dressed = dress(world, casters, directions.length);
  try {
    for (const [index, { toward }] of directions.entries()) {
      const camera = cameras.cameras[index] as Mapping | undefined;
      if (!camera) throw new Error(`there are no more than ${most} maps`);
      aim(camera, center, toward, radius);
      const [column, row] = cellOf(index);
      camera.viewport.set(column * side, row * side, side, side);
    }
    renderer.contextNode = bare;
    renderer.setRenderTarget(target);
    for (const material of dressed.kinds) {
      dressed.show(material);
      renderer.render(world, cameras);
      renderer.autoClear = false;
    }
  } finally {
    renderer.autoClear = true;
    renderer.setRenderTarget(null);
    dressed.restore();
  }
}

/** Each sees what is in the layer of its direction. */
function openCameras(): ArrayCamera {
  const each = Array.from({ length: most }, (_, index): Mapping => {
    const camera = Object.assign(new OrthographicCamera(), { viewport: new Vector4() });
    camera.layers.set(index);
    return camera;
  });
  // three.js' type asks for perspective, of which it needs nothing
  const together = new ArrayCamera(each as unknown as PerspectiveCamera[]);
  together.layers.mask = each.reduce((mask, { layers }) => mask | layers.mask, 0);
  return together;
}

/** Level with the horizon: the shading of surfaces knows a map's sides by its direction alone. */
function aim(camera: Mapping, center: Vector3, toward: Vector3, radius: number): void {
  Object.assign(camera, { left: -radius, right: radius, top: radius, bottom: -radius, near: 0, far: 2 * radius });
  camera.updateProjectionMatrix();
  camera.position.copy(center).addScaledVector(toward, radius);
  camera.lookAt(center);
  camera.updateMatrixWorld();
}

interface Dressed {
  /** How casters are drawn, one after the other. */
  kinds: CasterMaterial[];
  /** Has those be drawn that are drawn so. */
  show(kind: CasterMaterial): void;
  restore(): void;
}

/** Makes a world one of casters alone, for a while. */
function dress(world: World, casters: readonly Caster[], directions: number): Dressed {
  const { overrideMaterial, background, backgroundNode } = world;
  const kinds = Map.groupBy(casters, ({ material }) => material);
  const layers = new Map<Object3D, number>();
  world.traverse(object => {
    layers.set(object, object.layers.mask);
    object.layers.mask = 0;
  });
  const cut = casters.filter(({ material }) => material.wear);
  const hooks = new Map(cut.map(({ mesh }) => [mesh, mesh.onBeforeRender]));
  for (const { mesh, material } of cut)
    mesh.onBeforeRender = (...all) => {
      hooks.get(mesh)?.apply(mesh, all);
      material.wear?.(all[4]);
    };
  // its light stays: three.js would take it that the picture that is drawn next has none
  Object.assign(world, { background: null, backgroundNode: null });
  return {
    kinds: [...kinds.keys()],
    show(kind) {
      world.overrideMaterial = kind;
      for (const { mesh, material, share } of casters)
        mesh.layers.mask = material === kind ? directionsHeld(share, directions) : 0;
    },
    restore() {
      for (const [object, mask] of layers) object.layers.mask = mask;
      for (const [mesh, hook] of hooks) mesh.onBeforeRender = hook;
      for (const kind of kinds.keys()) kind.wear?.(undefined);
      Object.assign(world, { overrideMaterial, background, backgroundNode });
    },
  };
}

/**
 * What lets a share of the light through casts in a share of the directions, and is as good as not there in the others.
 * @returns a bit for each
 */
function directionsHeld(share: number, directions: number): number {
  let held = 0;
  for (let index = 0; index < directions; index++) if (share > (index * Math.SQRT2 + 0.5) % 1) held |= 1 << index;
  return held;
}
