import type { Adapter, Drawn, Loaded, Shot, StageJob } from '../contract.ts';
import { bake } from './environment/bake.ts';
import { openGpu } from './gpu/gpu.ts';
import { orLost } from './gpu/lost.ts';
import { type DrawnPicture, drawPicture, kitOf } from './render/draw.ts';
import { createSceneCache } from './scene/scene-cache.ts';
import { Fault } from './util/fault.ts';
import { createMutex } from './util/mutex.ts';

export interface StageOptions {
  /** Its owner's: it is not destroyed with the stage. Stages may share one, and then draw one after the other. */
  device: GPUDevice;
  /** Where `show` shows pictures. */
  canvas?: HTMLCanvasElement | OffscreenCanvas | undefined;
}

/**
 * Where three.js draws scenes. All that it does, it does in the order in which it is asked for. A scene of which anything failed is
 * disposed of, since nobody knows what is left of it.
 */
export interface Stage {
  readonly adapter: Adapter;
  /** Loads and builds a scene; the one before it is disposed of, or used again where it differs in its views, moments and outputs alone. */
  load(job: StageJob): Promise<Loaded>;
  /** Draws one picture of the loaded scene. @throws {Fault} where the scene is at fault */
  draw(shot: Shot): Promise<DrawnPicture>;
  /** Draws one picture of the loaded scene, and shows it on the canvas, which becomes as large. @throws where the stage has no canvas */
  show(shot: Shot): Promise<Drawn>;
  /** The prefiltered light of the loaded scene, where it was made for it. */
  environmentBytes(): Promise<Uint8Array<ArrayBuffer>>;
  /** Prefilters a preset's light. */
  bake(preset: string): Promise<Uint8Array<ArrayBuffer>>;
  /** After a render: the loaded scene is kept for one like it, unless it holds much memory. */
  rest(): Promise<void>;
  /** Disposes of the loaded scene. */
  drop(): Promise<void>;
  /** Disposes of all that it holds, once it is done with what it was asked for. It cannot be used any more. */
  dispose(): Promise<void>;
}

export async function createStage({ device, canvas }: StageOptions): Promise<Stage> {
  const gpu = await openGpu(device);
  const scenes = createSceneCache(gpu);
  // Node's stage has none, and need not read how one is drawn on
  const view = canvas && (await import('./render/canvas.ts')).createCanvasView(gpu, canvas);
  const next = createMutex();
  const inOrder = <T>(work: () => Promise<T> | T): Promise<T> =>
    next(async () => {
      try {
        return await work();
      } catch (error) {
        scenes.dispose();
        throw error instanceof Fault ? error : await orLost(device, error);
      }
    });
  return {
    adapter: gpu.adapter,
    load: job =>
      inOrder(async () => {
        const { built, isNew } = await scenes.load(job);
        const { timings, environmentMap, variants, warnings } = built;
        const environmentBytes = isNew ? environmentMap?.packed?.byteLength : undefined;
        return { timings, environmentBytes, variants: [...variants], warnings };
      }),
    draw: shot => inOrder(() => drawPicture(gpu, scenes.current(), shot)),
    show: shot =>
      inOrder(async () => {
        if (!view) throw new Error('the stage has no canvas');
        const { drawn } = await drawPicture(gpu, scenes.current(), shot);
        view.show(kitOf(gpu, 'color').targets.output);
        return drawn;
      }),
    environmentBytes: () =>
      inOrder(() => {
        const packed = scenes.current().environmentMap?.packed;
        if (!packed) throw new Error('the scene has no light that was made for it');
        return packed;
      }),
    bake: preset => inOrder(() => bake(gpu, preset)),
    rest: () => inOrder(() => scenes.rest()),
    drop: () => inOrder(() => scenes.dispose()),
    dispose: () =>
      inOrder(() => {
        scenes.dispose();
        gpu.dispose();
      }),
  };
}
