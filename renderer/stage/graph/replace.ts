import type { Object3D } from 'three/webgpu';

/** Puts what is drawn instead of an object into its place, with all that is its own. */
export function replace(old: Object3D, made: Object3D): void {
  const { name, visible, renderOrder, userData } = old;
  Object.assign(made, { name, visible, renderOrder, userData });
  made.position.copy(old.position);
  made.quaternion.copy(old.quaternion);
  made.scale.copy(old.scale);
  if (old.children.length > 0) made.add(...old.children);
  old.parent?.add(made);
  old.removeFromParent();
}
