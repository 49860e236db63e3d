import { type AnimationClip, type KeyframeTrack, type Object3D, PropertyBinding } from 'three/webgpu';

/**
 * The clips of a tree, each track so that it finds its target from the tree's root, and in a copy of the tree too: a clip of a
 * node further down names its targets from there, and a copy has other uuids.
 */
export function findTargets(root: Object3D): AnimationClip[] {
  const owners = new Map<AnimationClip, Object3D>();
  root.traverse(owner => {
    for (const clip of owner.animations) if (!owners.has(clip)) owners.set(clip, owner);
  });
  for (const [clip, owner] of owners) for (const track of clip.tracks) retarget(track, owner, root);
  return [...owners.keys()];
}

function retarget(track: KeyframeTrack, owner: Object3D, root: Object3D): void {
  const { nodeName, objectName, objectIndex, propertyName, propertyIndex } = PropertyBinding.parseTrackName(track.name);
  const target: unknown = PropertyBinding.findNode(owner, nodeName);
  if (!isObject(target)) return;
  const object = objectName ? `.${objectName}${indexed(objectIndex)}` : '';
  track.name = `${nameFor(target, root)}${object}.${propertyName}${indexed(propertyIndex)}`;
}

/** A name by which a track finds an object below `root`; where its own does not do, it is called by its uuid. */
function nameFor(target: Object3D, root: Object3D): string {
  if (target === root) return '';
  const speaks = target.name !== '' && !/[[\].:/]/.test(target.name);
  if (!speaks || PropertyBinding.findNode(root, target.name) !== target) target.name = target.uuid;
  return target.name;
}

function indexed(index: string | undefined): string {
  return index === undefined ? '' : `[${index}]`;
}

function isObject(value: unknown): value is Object3D {
  return typeof value === 'object' && value !== null && 'isObject3D' in value;
}
