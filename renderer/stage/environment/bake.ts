import { PMREMGenerator } from 'three/webgpu';
import type { EnvironmentPreset } from '../../../scenes/environment.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { packEnvironmentMap } from './pmrem.ts';
import { presets } from './presets/presets.ts';

/** Prefilters a preset's light. Takes seconds on a CPU, which is why it is done once and shipped. */
export async function bake(gpu: Gpu, preset: string): Promise<Uint8Array<ArrayBuffer>> {
  const world = presets[preset as EnvironmentPreset]();
  const target = await gpu.watch(async () => {
    const generator = new PMREMGenerator(gpu.renderer);
    // a little blur: softboxes have soft edges, and a room's walls are not seen sharp
    const made = generator.fromScene(world, 0.02, 0.1, 200);
    await gpu.device.queue.onSubmittedWorkDone();
    return made;
  });
  return packEnvironmentMap(gpu, target.texture);
}
