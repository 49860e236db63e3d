import type { Object3D } from 'three/webgpu';

/** Puts an object into another's place among its neighbours: what is found by name is found in the order of the tree. */
export function swap(old: Object3D, made: Object3D): void {
  const { parent } = old;
  if (!parent) return;
  const at = parent.children.indexOf(old);
  old.removeFromParent();
  parent.add(made);
  parent.children.splice(at, 0, ...parent.children.splice(-1));
}
