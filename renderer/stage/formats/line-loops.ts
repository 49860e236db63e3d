import { Line, type LineLoop, type Object3D } from 'three/webgpu';

/** WebGPU has no line loops, and three.js refuses them there: each becomes a line that ends where it began. */
export function closeLineLoops(root: Object3D): void {
  const loops: LineLoop[] = [];
  root.traverse(object => {
    if ('isLineLoop' in object) loops.push(object as LineLoop);
  });
  for (const loop of loops) {
    const line = new Line().copy(loop, false);
    line.geometry = closed(loop);
    if (loop.children.length > 0) line.add(...loop.children);
    loop.parent?.add(line);
    loop.removeFromParent();
  }
}

function closed({ geometry }: LineLoop) {
  const index = geometry.getIndex();
  const count = index?.count ?? geometry.getAttribute('position')?.count ?? 0;
  const order = Array.from({ length: count }, (_, at) => index?.getX(at) ?? at);
  return geometry.clone().setIndex([...order, ...order.slice(0, 1)]);
}
