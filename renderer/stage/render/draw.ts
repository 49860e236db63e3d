import type { Drawn, Shot, Timings } from '../../contract.ts';
import { Fault } from '../util/fault.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { perGpu } from '../gpu/per-gpu.ts';
import { uploadTextures } from '../images/upload.ts';
import { isInView } from '../graph/drawables.ts';
import { planOf } from '../sampling/plan.ts';
import type { Arrangement } from '../scene/arrangement.ts';
import type { BuiltScene } from '../scene/built-scene.ts';
import { openViewCamera } from '../scene/view-camera.ts';
import { sharpen, withSharpness } from '../images/sharpness.ts';
import { timed } from '../util/stopwatch.ts';
import { isTurnedAway } from '../graph/turned-away.ts';
import { accumulate } from './accumulate.ts';
import { createDevelopment } from './development.ts';
import { passes } from './passes.ts';
import type { Pixels } from './read-back.ts';
import { createTargets } from './targets.ts';

/** A picture that was drawn. It is in the output of its targets too, until the next is drawn. */
export interface DrawnPicture {
  drawn: Drawn;
  pixels: Pixels;
}

/** What pictures of colours are drawn into, and become pictures by. */
export const colorKit = perGpu(gpu => {
  const pass = passes.color;
  const targets = createTargets(pass);
  return { pass, targets, development: createDevelopment(gpu, targets) };
});

/** Draws one picture of a scene. */
export async function drawPicture(gpu: Gpu, built: BuiltScene, shot: Shot): Promise<DrawnPicture> {
  const { allowEmpty, background } = built.scene;
  const { view, variant, width, height } = shot;
  const timings: Timings = {};
  if (variant !== undefined) await timed(timings, 'variant', () => changeVariant(built, variant));
  const camera = await timed(timings, 'frame', () => openViewCamera(built, shot));
  const arrangement = await built.arranged();
  const inView = isInView(arrangement.boxes, camera);
  if (!inView && !allowEmpty)
    throw new Fault(
      'nothing_in_view',
      `Nothing of the scene is in view "${view}": check its camera, or set "allowEmpty" if that is meant.`,
      `/views/${view}`,
    );

  arrangement.batches.sort(camera);
  const kit = colorKit(gpu);
  const plan = planOf(shot);
  const pixels = await gpu.watch(async () => {
    sharpen(built.subject, plan);
    await uploadTextures(gpu, built.subject, { camera, height }, plan, timings);
    arrangement.drawOnGround?.();
    const occlusion = await timed(timings, 'occlusion', () => built.occlusion(plan));
    const drawing = { gpu, ...kit, built, arrangement, occlusion, camera, width, height, plan, timings };
    return withSharpness(gpu, plan, () => accumulate(drawing));
  });
  return {
    pixels,
    drawn: {
      timings,
      layout: { width, height, ...kit.pass.pixel },
      // what is blank for this is no fault of the browser
      inView: inView && !isTurnedAway(built.subject, camera),
      flat: isFlat(background, arrangement),
    },
  };
}

/** What it makes of the scene is part of the change. */
async function changeVariant(built: BuiltScene, variant: string): Promise<Arrangement> {
  await built.setVariant(variant);
  return built.arranged();
}

/** Whether the background is in the picture already. */
function isFlat(background: string, { backdrops }: Arrangement): boolean {
  return background.startsWith('#') && !backdrops.includes('clear');
}
