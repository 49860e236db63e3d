import type { Stage, StageAnswer } from '../contract.ts';
import { attested } from './gpu/attest.ts';
import { bake } from './environment/bake.ts';
import { drawShot, handOver } from './render/draw.ts';
import { Fault } from './util/fault.ts';
import { openGpu } from './gpu/gpu.ts';
import { writeFile } from './page/file.ts';
import { inTurn } from './util/mutex.ts';
import { send } from './page/send.ts';
import { createStanding } from './scene/scene-cache.ts';
import { stepOf } from './util/stopwatch.ts';

declare global {
  var stage: Stage;
}

const gpu = openGpu();
const standing = createStanding(gpu);

/** Work on the scene, once all that was asked for before is done: Node sends what comes next without having heard of it. */
const next = inTurn();

globalThis.stage = {
  attest: () =>
    answer(async () => {
      const { adapter } = await gpu;
      await attested;
      return adapter;
    }),
  load: job =>
    answerNext(async () => {
      const { set, isNew } = await standing.load(job);
      const { timings, light, variants, warnings } = set;
      return { timings, lightMade: isNew ? light?.packed?.byteLength : undefined, variants, warnings };
    }),
  writePattern: bytes =>
    answer(async () => {
      await writeFile(Uint8Array.from(bytes));
      return null;
    }),
  draw: (shot, number) => answerNext(async () => drawShot(await gpu, standing.current(), shot, number)),
  handOver: (number, url) =>
    answer(async () => {
      // what is asked for next does not wait for what follows
      await next(async () => {});
      return handOver(number, url);
    }),
  sendLight: url =>
    answerNext(async () => {
      const { light } = standing.current();
      if (!light?.packed) throw new Error('the scene has no light that was made for it');
      await send(url, light.packed);
      return null;
    }),
  bake: (preset, url) => answer(async () => send(url, await bake(await gpu, preset))),
  rest: () =>
    answerNext(async () => {
      standing.rest();
      return null;
    }),
};

function answerNext<T>(work: () => Promise<T>): Promise<StageAnswer<T>> {
  return next(() => answer(work));
}

/** Nothing is thrown out of the page: a failure is an answer that keeps its code. */
async function answer<T>(work: () => Promise<T>): Promise<StageAnswer<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    standing.strike();
    if (error instanceof Fault)
      return {
        failure: { code: error.code, detail: error.message, pointer: error.pointer, cause: thrown(error.cause) },
      };
    const step = error instanceof Error ? stepOf(error) : undefined;
    const detail = error instanceof Error ? error.message : String(error);
    return { failure: { code: 'renderer_failed', detail, step, cause: thrown(error) } };
  }
}

/** What was thrown and where; of Chrome's stacks, the first line is the message. */
function thrown(cause: unknown): string | undefined {
  return cause instanceof Error ? (cause.stack ?? `${cause.name}: ${cause.message}`) : undefined;
}
