import { context } from 'three/tsl';
import type { Drawn, Timings } from '../contract.ts';
import { openCamera } from './camera.ts';
import { Fault } from './fault.ts';
import { writeFile } from './file.ts';
import { createFilm, type Film } from './film.ts';
import type { Gpu } from './gpu.ts';
import { isInView } from './points.ts';
import { resolveByTone } from './resolve.ts';
import { jitters, samplingPlans } from './sampling.ts';
import { send } from './send.ts';
import type { StageSet } from './set.ts';
import { timed } from './stopwatch.ts';

let film: Film | undefined;

/** Of a scene that no environment lights. */
const unshaded = context();

/** Draws one view of a set and sends its pixels. */
export async function drawView(gpu: Gpu, set: StageSet, view: string, url: string | null): Promise<Drawn> {
  const { output, allowEmpty, toneMapping, exposure, background } = set.scene;
  const { width, height } = output;
  const timings: Timings = {};
  const asked = set.scene.views[view];
  if (!asked) throw new Error(`there is no view ${view}`);

  const camera = await timed(timings, 'frame', () => openCamera(set, asked, width / height, `/views/${view}`));
  const inView = isInView(set.subject, camera);
  if (!inView && !allowEmpty)
    throw new Fault(
      'nothing_in_view',
      `Nothing of the scene is in view "${view}": check its camera, or set "allowEmpty" if that is meant.`,
      `/views/${view}`,
    );

  const behind = background.startsWith('#') ? background : undefined;
  const plan = samplingPlans[output.sampling];
  film ??= createFilm(gpu.renderer);
  const { renderer } = gpu;
  const pixels = await gpu.watch(async () => {
    const target = film?.load(width, height, plan.samples) ?? null;
    for (const [index, [x, y]] of jitters(plan.exposures).entries()) {
      if (plan.exposures > 1) {
        camera.setViewOffset(width, height, x, y, width, height);
        await timed(timings, 'occlusion', async () =>
          set.occlusion?.cast(plan.directions, plan.mapSide, index * plan.directions),
        );
      }
      for (const backdrop of set.backdrops)
        await timed(timings, 'submit', () => {
          renderer.setClearColor(backdrop === 'white' ? 0xffffff : 0x000000, backdrop === 'clear' ? 0 : 1);
          renderer.setRenderTarget(target);
          renderer.contextNode = set.occlusion?.context ?? unshaded;
          renderer.render(set.world, camera);
          renderer.contextNode = unshaded;
          if (target && plan.samples > 1) resolveByTone(gpu, target, exposure);
          film?.expose({ toneMapping, exposure, behind }, backdrop, index, plan.exposures);
        });
    }
    await timed(timings, 'raster', () => gpu.device.queue.onSubmittedWorkDone());
    return timed(timings, 'readback', () => film?.read());
  });
  if (!pixels) throw new Error('no pixels were read');
  await timed(timings, 'handover', () => (url === null ? writeFile(pixels) : send(url, pixels)));
  const flat = behind !== undefined && !set.backdrops.includes('clear');
  return { timings, width, height, inView, flat };
}
