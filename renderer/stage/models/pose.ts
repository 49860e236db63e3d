import { type AnimationClip, AnimationMixer, LoopOnce, type Object3D } from 'three/webgpu';
import type { Moment } from '../../../scenes/pictures.ts';
import { Fault, listed } from '../util/fault.ts';
import type { LoadedModel } from '../formats/model-file.ts';

/** The clip that is asked for by its name or its place in the file; the file's first where neither is given. */
export function clipOf({ animations }: LoadedModel, name: Moment['clip'], pointer: string): AnimationClip {
  const clip = typeof name === 'string' ? animations.find(candidate => candidate.name === name) : animations[name ?? 0];
  if (clip) return clip;
  const names = listed(
    animations.map(candidate => candidate.name),
    name,
  );
  throw new Fault(
    'scene_invalid',
    name === undefined ? 'The model has no animation.' : `The model has no clip "${name}"; it has: ${names}.`,
    pointer,
  );
}

/** Seconds within a clip that loops. Its very end is its last pose, not its first again. */
export function timeWithin({ duration }: AnimationClip, time: number): number {
  return time > duration && duration > 0 ? time % duration : time;
}

/** Whether a clip changes what things are made of, and not only how they lie. */
export function changesMaterials({ tracks }: AnimationClip): boolean {
  return tracks.some(({ name }) => /\.materials?[.[]/.test(name));
}

/** Puts a model into the pose of one moment of a clip. @returns takes it back to where it was, exactly */
export function pose(root: Object3D, clip: AnimationClip, time: number): () => void {
  const mixer = new AnimationMixer(root);
  const action = mixer.clipAction(clip).setLoop(LoopOnce, 1);
  action.clampWhenFinished = true;
  action.play();
  mixer.setTime(time);
  return () => void mixer.stopAllAction();
}
