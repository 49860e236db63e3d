import { Group, type Object3D, Quaternion, Vector3 } from 'three/webgpu';
import { numbers, vector } from './fields.ts';
import type { Node } from './tree.ts';

/** Moves a group as a node says. @returns what its children are to be put into */
export function transform(group: Group, node: Node): Object3D {
  const center = vector(node, 'center', 0);
  const turned = rotation(node, 'scaleOrientation');
  group.quaternion.copy(rotation(node, 'rotation'));
  const translation = vector(node, 'translation', 0);
  const scale = vector(node, 'scale', 1);
  if (turned.w === 1) {
    group.scale.copy(scale);
    group.position.copy(translation).add(center).sub(center.multiply(scale).applyQuaternion(group.quaternion));
    return group;
  }
  group.position.copy(translation).add(center);
  const scaled = new Group();
  scaled.quaternion.copy(turned);
  scaled.scale.copy(scale);
  const back = new Group();
  back.quaternion.copy(turned).invert();
  back.position.copy(center).negate().applyQuaternion(back.quaternion);
  group.add(scaled.add(back));
  return back;
}

function rotation(node: Node, field: string): Quaternion {
  const [x = 0, y = 0, z = 1, angle = 0] = numbers(node, field);
  return new Quaternion().setFromAxisAngle(new Vector3(x, y, z).normalize(), angle);
}
