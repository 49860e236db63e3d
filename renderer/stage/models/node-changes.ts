import { MathUtils, type Object3D } from 'three/webgpu';
import type { NodeChange } from '../../../scenes/node-change.ts';
import { pointerTo } from '../../../scenes/pointer.ts';
import { Fault, listed } from '../util/fault.ts';
import { allNamed, namesIn } from '../graph/names.ts';
import { keepPlace } from '../graph/keep-place.ts';

/** Changes nodes of one use of a model, by their names. @returns takes the changes back, exactly */
export function changeNodes(root: Object3D, changes: Record<string, NodeChange>, pointer: string): () => void {
  const undo: (() => void)[] = [];
  for (const [name, change] of Object.entries(changes)) {
    const found = allNamed(root, name);
    if (found.length === 0)
      throw new Fault(
        'scene_invalid',
        `The model has no node "${name}"; it has: ${listed(namesIn(root), name)}.`,
        pointer + pointerTo([name]),
      );
    for (const object of found) {
      undo.push(keepPlace(object));
      changeNode(object, change);
    }
  }
  return () => {
    for (const one of undo.toReversed()) one();
  };
}

function changeNode(object: Object3D, { visible, position, rotation, scale }: NodeChange): void {
  if (visible !== undefined) object.visible = visible;
  if (position) object.position.set(...position);
  if (rotation) {
    const [x, y, z] = rotation;
    object.rotation.set(MathUtils.degToRad(x), MathUtils.degToRad(y), MathUtils.degToRad(z), 'XYZ');
  }
  if (scale) object.scale.set(...scale);
  object.updateMatrix();
}
