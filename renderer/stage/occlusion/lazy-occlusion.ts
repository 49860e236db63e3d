import type { Box3, Object3D, Scene as World } from 'three/webgpu';
import type { Gpu } from '../gpu/gpu.ts';
import { type Occlusion, openOcclusion } from './occlusion.ts';
import type { SamplingPlan } from '../sampling/plan.ts';

/** Where a scene is in the way of its environment's light, for pictures of several samplings: opened by the first that asks for it. */
export interface LazyOcclusion {
  /** Casts it as a plan has it, unless it was cast so already; `undefined` where there is none. */
  cast(plan: SamplingPlan): Promise<Occlusion | undefined>;
}

/** @param box around all of the subject */
export function openLazily(gpu: Gpu, world: World, subject: Object3D, box: Box3): LazyOcclusion {
  const { environment } = world;
  let opened: Promise<Occlusion | undefined> | undefined;
  let last: SamplingPlan | undefined;
  return {
    async cast(plan) {
      if (!environment || plan.directions === 0) return undefined;
      opened ??= openOcclusion(gpu, world, environment, subject, box);
      const occlusion = await opened;
      // where there are several samples, each casts its own
      if (plan.samples === 1 && plan !== last) occlusion?.cast(plan);
      last = plan;
      return occlusion;
    },
  };
}
