import type { Stage, StageAnswer } from '../contract.ts';
import { attest } from './attest.ts';
import { bake } from './bake.ts';
import { drawShot } from './draw.ts';
import { Fault } from './fault.ts';
import { openGpu } from './gpu.ts';
import { writeFile } from './file.ts';
import { loadSet, type StageSet } from './set.ts';
import { send } from './send.ts';

declare global {
  var stage: Stage;
}

const gpu = openGpu();
let current: StageSet | undefined;

const drop = (): void => {
  current?.dispose();
  current = undefined;
};

const loaded = (): StageSet => {
  if (!current) throw new Error('no scene is loaded');
  return current;
};

globalThis.stage = {
  attest: () => answer(async () => attest(await gpu)),
  load: job =>
    answer(async () => {
      drop();
      current = await loadSet(await gpu, job);
      const { timings, light, variants } = current;
      return { timings, lightMade: light?.made ?? false, variants };
    }),
  writePattern: bytes =>
    answer(async () => {
      await writeFile(Uint8Array.from(bytes));
      return null;
    }),
  draw: (shot, url) => answer(async () => drawShot(await gpu, loaded(), shot, url)),
  sendLight: url =>
    answer(async () => {
      const light = loaded().light;
      if (!light) throw new Error('the scene has no light of its own');
      await send(url, await light.pack());
      return null;
    }),
  bake: (preset, url) => answer(async () => send(url, await bake(await gpu, preset))),
  unload: () =>
    answer(async () => {
      drop();
      return null;
    }),
};

/** Nothing is thrown out of the page: a failure is an answer that keeps its code. */
async function answer<T>(work: () => Promise<T>): Promise<StageAnswer<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Fault) return { failure: { code: error.code, detail: error.message, pointer: error.pointer } };
    return { failure: { code: 'renderer_failed', detail: error instanceof Error ? error.message : String(error) } };
  }
}
