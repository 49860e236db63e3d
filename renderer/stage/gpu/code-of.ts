import type { Node, NodeBuilder } from 'three/webgpu';

/** The code of a node that is a number, for a node that writes code itself. */
export function codeOf(node: Node, builder: NodeBuilder): string {
  const code = node.build(builder, 'float');
  if (typeof code !== 'string') throw new Error('a number has no code');
  return code;
}
