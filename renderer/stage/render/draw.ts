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
import type { Development } from './development.ts';
import { type Pass, type PassName, passes } from './passes.ts';
import type { Pixels } from './read-back.ts';
import { createTargets, type Targets } from './targets.ts';

/** A picture that was drawn. It is in the output of its targets too, until the next is drawn. */
export interface DrawnPicture {
  drawn: Drawn;
  pixels: Pixels;
}

/** What pictures of a kind are drawn into, and become pictures by. */
interface Kit {
  pass: Pass;
  targets: Targets;
  development: Development;
}

const kits = perGpu(() => new Map<PassName, Kit>());

export function kitOf(gpu: Gpu, name: PassName): Kit {
  const known = kits(gpu).get(name);
  if (known) return known;
  const pass = passes[name];
  const targets = createTargets(pass.pixel);
  const kit = { pass, targets, development: pass.develop(gpu, targets) };
  kits(gpu).set(name, kit);
  return kit;
}

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
  const kit = kitOf(gpu, 'color');
  const plan = planOf(shot, kit.pass);
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
      backgroundIncluded: isFlat(background, arrangement),
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
