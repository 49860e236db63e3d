import { type AnimationClip, AnimationMixer, LoopOnce, type Object3D } from 'three/webgpu';
import type { ModelAnimation } from '../../../scenes/model.ts';
import { Fault, listed } from '../util/fault.ts';
import type { LoadedModel } from '../formats/model-file.ts';

/** The clip that is asked for; the file's first where no name is given. */
export function clipOf({ animations }: LoadedModel, { clip: name }: ModelAnimation, pointer: string): AnimationClip {
  const clip = name === undefined ? animations[0] : animations.find(candidate => candidate.name === name);
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

/** Puts a model into the pose of one moment of a clip. */
export function pose(root: Object3D, clip: AnimationClip, time: number): void {
  const mixer = new AnimationMixer(root);
  const action = mixer.clipAction(clip).setLoop(LoopOnce, 1);
  action.clampWhenFinished = true;
  action.play();
  mixer.setTime(time);
}
