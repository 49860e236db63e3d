import {
  type Box3,
  DepthTexture,
  FloatType,
  type Mesh,
  NearestFilter,
  type Object3D,
  RenderTarget,
  type Scene as World,
  Sphere,
  type Texture,
  UnsignedByteType,
} from 'three/webgpu';
import type { StageCamera } from '../camera/camera.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import type { SamplingPlan } from '../sampling/plan.ts';
import { extent, mostMaps } from './atlas.ts';
import { affordable, castersOf } from './casters.ts';
import { directionsOf, meanOf } from './directions.ts';
import { type Maps, reach } from './blocks.ts';
import { createEstimator, type Estimator } from './estimate.ts';
import { emittersOf } from './emitters.ts';
import { estimateSizeOf } from './estimate-size.ts';
import { bake, canBake } from './baked.ts';
import { createDepths, type Depths } from './depths.ts';
import { drawCasters } from './draw-casters.ts';
import { createShading, type Shading } from './shading.ts';
import { skyOf } from '../environment/sky.ts';
import { isFlat, pixelOf } from './view.ts';
import { drawSurfaces, type Layer, layers, placesTarget, surfacesOf } from './surfaces.ts';

/**
 * Keeps an environment's light from where a scene is in its own way: below, between and behind things. Prefiltered light knows
 * nothing of what stands in it. From some directions, chosen by where the environment is bright, the scene's depth is drawn; a
 * surface is lit by the share of them that reaches it.
 */
export interface Occlusion {
  /** Draws the depths from as many directions as a plan has, fewer of a large model; each sample has others. */
  cast(plan: SamplingPlan, sample?: number): void;
  /** Estimates how much light reaches what a camera sees, for a picture of that size. */
  estimate(camera: StageCamera, width: number, height: number): void;
  /** For three.js' `renderer.contextNode` while the scene is drawn. */
  context: ReturnType<Shading['contextFor']>;
}

interface Kit {
  target: RenderTarget;
  depths: Depths;
  estimator: Estimator;
  shading: Shading;
  places: RenderTarget;
  shares: Record<Layer, RenderTarget>;
}

/**
 * @param box around all of the subject
 * @returns `undefined` where nothing of it keeps light away
 */
export async function openOcclusion(
  gpu: Gpu,
  world: World,
  environment: Texture,
  subject: Object3D,
  box: Box3,
): Promise<Occlusion | undefined> {
  const casters = castersOf(gpu, subject);
  if (casters.length === 0 || box.isEmpty()) return undefined;
  const { target, depths, estimator, shading, places, shares } = kitOf(gpu);
  const sky = await skyOf(gpu, environment);
  const sphere = box.getBoundingSphere(new Sphere());
  sphere.radius = Math.max(sphere.radius, 1e-12);
  const around = meanOf(sky).multiplyScalar(Math.PI * world.environmentIntensity);
  const emitters = emittersOf(subject);
  const surfaces = layers.map((layer): [Layer, Mesh[]] => [layer, surfacesOf(subject, layer)]);
  const baked = bake(casters.filter(canBake), sphere);
  const others = casters.filter(caster => !canBake(caster));
  let maps: Maps = { directions: [], side: 256, among: 1 };
  return {
    context: shading.contextFor(emitters.length > 0),
    cast({ directions: wanted, mapSide: side, samples: among }, sample = 0) {
      const room = Math.min(mostMaps, (extent / side) ** 2);
      const count = Math.min(affordable(wanted, casters), room);
      const directions = directionsOf(sky, world.environmentRotation.y, { count, index: sample, among });
      maps = { directions, side, among: count * among };
      depths.draw(baked, maps);
      const { center, radius } = sphere;
      if (others.length > 0)
        drawCasters(gpu, world, others, { target, directions, center, radius: radius * reach, side });
    },
    estimate(camera, width, height) {
      shading.radius.value = sphere.radius;
      shading.around.value.copy(around);
      shading.glow.set(emitters);
      shading.isFlat.value = Number(isFlat(camera));
      shading.size.value = pixelOf(camera, height, sphere.radius);
      places.setSize(...estimateSizeOf(width, height));
      shading.scale.value.set(places.width / width, places.height / height);
      for (const [layer, meshes] of surfaces) {
        if (meshes.length === 0) continue;
        drawSurfaces(gpu, { world, camera, sphere }, meshes, places);
        estimator.estimate(places, shares[layer], maps, camera, sphere);
      }
    },
  };
}

const kitOf = perGpu((gpu): Kit => {
  const target = new RenderTarget(extent, extent, { type: UnsignedByteType });
  const depths = new DepthTexture(extent, extent, FloatType);
  depths.minFilter = depths.magFilter = NearestFilter;
  target.depthTexture = depths;
  // three.js would clear it before it first draws into it, and with it what was drawn there by other means
  gpu.renderer.setRenderTarget(target);
  gpu.renderer.clear();
  gpu.renderer.setRenderTarget(null);
  const places = placesTarget();
  const shares = { solid: sharesTarget(), veil: sharesTarget() };
  const shading = createShading({ solid: shares.solid.texture, veil: shares.veil.texture });
  return {
    target,
    depths: createDepths(gpu, target, mostMaps),
    estimator: createEstimator(gpu, target),
    shading,
    places,
    shares,
  };
});

/** Blended by the sampler. */
function sharesTarget(): RenderTarget {
  return new RenderTarget(1, 1, { type: FloatType, depthBuffer: false });
}
