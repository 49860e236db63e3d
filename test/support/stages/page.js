import { Material, Scene } from 'three/webgpu';
import { openDevice } from '../../../renderer/stage/gpu/device.ts';
import { openGpu } from '../../../renderer/stage/gpu/gpu.ts';
import { emptyWorld } from '../../../renderer/stage/scene/world.ts';
import { createStage } from '../../../renderer/stage/stage.ts';

/** A page with as many stages as a test asks for, each by a name. */
const stages = new Map();
const canvases = new Map();
const devices = new Map();

globalThis.stage = {
  /** @param on name of the device; stages that name the same share it */
  open: (name, on, hasCanvas) =>
    answer(async () => {
      const opening = devices.get(on) ?? openDevice();
      devices.set(on, opening);
      const canvas = hasCanvas ? document.body.appendChild(document.createElement('canvas')) : undefined;
      canvases.set(name, canvas);
      stages.set(name, await createStage({ device: await opening, canvas }));
    }),
  load: (name, job) => answer(() => stages.get(name).load(job)),
  draw: (name, shot) => answer(async () => [...(await stages.get(name).draw(shot)).pixels]),
  /** What is on the canvas then. */
  show: (name, shot) =>
    answer(async () => {
      await stages.get(name).show(shot);
      const { width, height } = shot;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context.drawImage(canvases.get(name), 0, 0);
      return [...context.getImageData(0, 0, width, height).data];
    }),
  /** What is said of watched work within watched work, and what is left of a world's override once it was emptied. */
  faults: () =>
    answer(async () => {
      const { watch } = await openGpu(await openDevice());
      const nested = await watch(() => watch(async () => 'not refused')).catch(error => error.message);
      const after = await watch(async () => 'goes on');
      const world = new Scene();
      world.overrideMaterial = new Material();
      emptyWorld(world);
      return { nested, after, override: world.overrideMaterial };
    }),
  dispose: name => answer(() => stages.get(name).dispose()),
};

async function answer(work) {
  try {
    return { value: (await work()) ?? null };
  } catch (error) {
    return { failure: { code: 'renderer_failed', detail: String(error?.stack ?? error) } };
  }
}
