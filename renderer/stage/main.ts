import type { StageAnswer, StageCalls } from '../contract.ts';
import { attested } from './gpu/attest.ts';
import { opening } from './gpu/device.ts';
import { openFile } from './page/file.ts';
import { createHandover } from './page/handover.ts';
import { send } from './page/send.ts';
import { createStage } from './stage.ts';
import { Fault } from './util/fault.ts';
import { stepOf } from './util/stopwatch.ts';

/** The page's entry for Node: one stage on the page's own device, by calls that answer and do not throw. */
declare global {
  var stage: StageCalls;
}

const stage = opening.then(device => createStage({ device }));
const file = openFile();
const handover = createHandover(file);

globalThis.stage = {
  attest: () =>
    answer(async () => {
      const { adapter } = await stage;
      await attested;
      return adapter;
    }),
  load: job => answer(async () => (await stage).load(job)),
  writePattern: bytes => answer(() => file.write(Uint8Array.from(bytes)).then(() => null)),
  draw: (shot, number) =>
    answer(async () => {
      const picture = stage.then(one => one.draw(shot));
      handover.keep(number, picture);
      return (await picture).drawn;
    }),
  handOver: (number, url) => answer(() => handover.handOver(number, url).then(() => null)),
  sendEnvironment: url => answer(async () => send(url, await (await stage).environmentBytes())),
  bake: (preset, url) => answer(async () => send(url, await (await stage).bake(preset))),
  rest: () => answer(async () => (await stage).rest().then(() => null)),
};
// who asks hears of it
stage.catch(() => {});

/** Nothing is thrown out of the page: a failure is an answer that keeps its code. The scene that it may be of is drawn no more. */
async function answer<T>(work: () => Promise<T>): Promise<StageAnswer<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    // in its turn: a picture of it may be being drawn
    stage.then(one => one.drop()).catch(() => {});
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
