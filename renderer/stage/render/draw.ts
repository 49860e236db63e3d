import type { Drawn, PixelLayout, Shot, Timings } from '../../contract.ts';
import { openCamera } from '../camera/camera.ts';
import { expose } from './accumulate.ts';
import { Fault } from '../util/fault.ts';
import { writeFile } from '../page/file.ts';
import { createFilm, type Film } from './film.ts';
import type { Gpu } from '../gpu/gpu.ts';
import { uploadTextures } from '../images/upload.ts';
import { isInView } from '../graph/drawables.ts';
import { planOf } from '../sampling/plan.ts';
import { send } from '../page/send.ts';
import type { StageSet } from '../scene/built-scene.ts';
import { sharpen, withSharpness } from '../images/sharpness.ts';
import { timed } from '../util/stopwatch.ts';
import { isTurnedAway } from '../graph/turned-away.ts';

let film: Film | undefined;
/** Of the picture that was drawn last. */
let negative: { number: number; pixels: Uint8Array<ArrayBuffer> } | undefined;

/** Draws one picture of a set, to be handed over by its number. */
export async function drawShot(gpu: Gpu, set: StageSet, shot: Shot, number: number): Promise<Drawn> {
  const { allowEmpty, background } = set.scene;
  const { view, variant, width, height } = shot;
  const timings: Timings = {};
  const asked = set.scene.views[view];
  if (!asked) throw new Error(`there is no view ${view}`);

  if (variant !== undefined) await timed(timings, 'variant', () => set.wear(variant));
  const camera = await timed(timings, 'frame', () => openCamera(set, asked, width / height, `/views/${view}`));
  const inView = isInView(set.boxes, camera);
  if (!inView && !allowEmpty)
    throw new Fault(
      'nothing_in_view',
      `Nothing of the scene is in view "${view}": check its camera, or set "allowEmpty" if that is meant.`,
      `/views/${view}`,
    );

  set.face(camera);
  const roll = (film ??= createFilm(gpu.renderer));
  const plan = planOf(shot);
  const pixels = await gpu.watch(async () => {
    sharpen(set.subject, plan);
    await uploadTextures(gpu, set.subject, camera, height, plan, timings);
    set.lay();
    await timed(timings, 'occlusion', () => set.shade(plan));
    return withSharpness(plan, () => expose(gpu, set, camera, roll, shot, plan, timings));
  });
  negative = { number, pixels };
  const flat = background.startsWith('#') && !set.backdrops.includes('clear');
  // what is blank for this is no fault of the browser
  const isSeen = inView && !isTurnedAway(set.subject, camera);
  const layout: PixelLayout = { width, height, channels: 4, type: 'uint8', colorSpace: 'srgb', alpha: 'straight' };
  return { timings, layout, inView: isSeen, flat };
}

/** Sends the pixels of the picture that was drawn last, which is to have that number. */
export async function handOver(number: number, url: string | null): Promise<null> {
  const drawn = negative;
  if (drawn?.number !== number) throw new Error(`the picture ${number} is not there`);
  negative = undefined;
  await (url === null ? writeFile(drawn.pixels) : send(url, drawn.pixels));
  return null;
}
