import { OrthographicCamera, type RenderTarget, type Scene as World, type Vector3 } from 'three/webgpu';
import { context } from 'three/tsl';
import type { Gpu } from '../gpu.ts';
import { cellOf } from './atlas.ts';
import type { Caster } from './casters.ts';
import type { SkyDirection } from './directions.ts';

/** Always the same: three.js takes shaders of another context for others. */
const bare = context();

/** Draws a scene's depth as seen from each direction, into tiles of one target. */
export function drawMaps(
  { renderer }: Gpu,
  world: World,
  casters: readonly Caster[],
  target: RenderTarget,
  directions: readonly SkyDirection[],
  { center, radius, side }: { center: Vector3; radius: number; side: number },
): void {
  const camera = new OrthographicCamera(-radius, radius, radius, -radius, 0, 2 * radius);
  const dressed = dress(world, casters);
  try {
    renderer.contextNode = bare;
    renderer.setRenderTarget(target);
    directions.forEach(({ toward }, index) => {
      aim(camera, center, toward, radius);
      const [column, row] = cellOf(index);
      target.viewport.set(column * side, row * side, side, side);
      target.scissor.copy(target.viewport);
      renderer.autoClear = index === 0;
      dressed.choose(index);
      for (const [layer, material] of dressed.layers) {
        camera.layers.set(layer);
        world.overrideMaterial = material;
        renderer.render(world, camera);
        renderer.autoClear = false;
      }
    });
  } finally {
    renderer.autoClear = true;
    renderer.setRenderTarget(null);
    dressed.restore();
  }
}

/** Level with the horizon: the shading of surfaces knows a map's sides by its direction alone. */
function aim(camera: OrthographicCamera, center: Vector3, toward: Vector3, distance: number): void {
  camera.position.copy(center).addScaledVector(toward, distance);
  camera.lookAt(center);
  camera.updateMatrixWorld();
}

/** Layers that no scene uses: what casts is drawn by being in one. */
const firstLayer = 30;

interface Dressed {
  /** Of each kind of casters, for the direction that was chosen last. */
  layers: [layer: number, material: Caster['material']][];
  /** What lets a share of the light through casts in a share of the directions, and is as good as not there in the others. */
  choose(direction: number): void;
  restore(): void;
}

/** Makes a world one of casters alone, for a while. */
function dress(world: World, casters: readonly Caster[]): Dressed {
  const { overrideMaterial, background, backgroundNode } = world;
  const kinds = [...Map.groupBy(casters, ({ material }) => material)];
  const layerOf = new Map(
    kinds.flatMap(([, ofKind], at) => ofKind.map(({ mesh }) => [mesh, firstLayer + at] as const)),
  );
  const sides = new Map(
    casters.flatMap(({ mesh }) => [mesh.material].flat().map(one => [one, one.shadowSide] as const)),
  );
  // the sides that are seen: three.js would take the others
  for (const material of sides.keys()) material.shadowSide = material.side;
  Object.assign(world, { background: null, backgroundNode: null });
  return {
    layers: kinds.map(([material], at) => [firstLayer + at, material]),
    choose(direction) {
      const threshold = (direction * Math.SQRT2 + 0.5) % 1;
      for (const { mesh, share } of casters) {
        const layer = layerOf.get(mesh) ?? firstLayer;
        if (share > threshold) mesh.layers.enable(layer);
        else mesh.layers.disable(layer);
      }
    },
    restore() {
      for (const [mesh, layer] of layerOf) mesh.layers.disable(layer);
      for (const [material, side] of sides) material.shadowSide = side;
      Object.assign(world, { overrideMaterial, background, backgroundNode });
    },
  };
}
