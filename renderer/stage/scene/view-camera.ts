import type { Moment, Moving } from '../../../scenes/pictures.ts';
import type { Shot } from '../../contract.ts';
import { type Framed, focus, isFraming, openCamera, placeCamera, type StageCamera } from '../camera/camera.ts';
import type { BuiltScene } from './built-scene.ts';

/**
 * The camera of a picture's view, at its time. One that frames a scene which is seen at several moments frames it as at the first of them: it
 * would follow all that moves, and nothing would be seen to. It is known from then on, and where a picture of a later moment is drawn
 * first, the first is looked at for it.
 */
export async function openViewCamera(built: BuiltScene, shot: Shot): Promise<StageCamera> {
  const { view, variant, moment, width, height } = shot;
  const { views, moments = [] }: BuiltScene['scene'] & Moving = built.scene;
  const asked = views[view];
  if (!asked) throw new Error(`there is no view ${view}`);
  const pointer = `/views/${view}`;
  const aspect = width / height;
  const [first] = moments;
  if (!first || !moment || !isFraming(asked)) {
    await built.setTime(moment);
    return openCamera(await framedOf(built), asked, aspect, pointer);
  }
  /** Less the origin, which is elsewhere at other times. */
  const frameAt = async (time: Moment): Promise<StageCamera> => {
    await built.setTime(time);
    const framed = await framedOf(built);
    const camera = placeCamera(framed, asked, aspect, pointer);
    camera.position.sub(framed.origin);
    return camera;
  };
  const key = JSON.stringify([view, variant, aspect]);
  const known = built.framings.get(key) ?? (await frameAt(first));
  built.framings.set(key, known);
  await built.setTime(moment);
  const framed = await framedOf(built);
  const camera = known.clone();
  camera.position.add(framed.origin);
  return focus(camera, framed);
}

async function framedOf(built: BuiltScene): Promise<Framed> {
  const { box } = await built.arranged();
  const { subject, origin, cameras } = built;
  return { subject, origin, cameras, box };
}
