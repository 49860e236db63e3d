import { Matrix4, Quaternion, Vector3 } from 'three/webgpu';
import { type Chunk, chunkOf, chunksOf, floatsAt, wordAt } from './chunks.ts';

const [keyframer, objectNode] = [0xb000, 0xb002];
const [nodeId, nodeHead, pivot, instanceName] = [0xb030, 0xb010, 0xb013, 0xb011];
const [positions, rotations, scales] = [0xb020, 0xb021, 0xb022];

/** A place where a mesh stands; several may have the same one. */
export interface Stand {
  mesh: string;
  /** Of an instance; else the mesh's. */
  name: string;
  /** Where it stands before anything moves. */
  place: Matrix4;
  /** What of the mesh's own space is put there. */
  pivot: Vector3;
}

interface Node extends Stand {
  id: number;
  parent: number;
  /** Within its parent. */
  own: Matrix4;
}

/** The keyframer's tree of objects, as it is at the first of its keys. */
export function standsOf(view: DataView, main: Chunk): Stand[] {
  const found = chunkOf(view, main, keyframer);
  if (!found) return [];
  const objects = chunksOf(view, found).filter(({ id }) => id === objectNode);
  const nodes = Array.from(objects, (chunk, at) => nodeOf(view, chunk, at));
  const byId = new Map(nodes.map(node => [node.id, node]));
  const done = new Set<Node>();
  for (const node of nodes) {
    const branch: Node[] = [];
    for (let up: Node | undefined = node; up && !done.has(up); up = byId.get(up.parent)) {
      if (branch.length > nodes.length) throw new Error(`"${node.name}" in it is a part of itself`);
      branch.push(up);
    }
    for (const one of branch.toReversed()) {
      const parent = byId.get(one.parent);
      if (parent) one.place.multiplyMatrices(parent.place, one.own);
      else one.place.copy(one.own);
      done.add(one);
    }
  }
  return nodes;
}

function nodeOf(view: DataView, node: Chunk, at: number): Node {
  const part = (id: number) => chunkOf(view, node, id);
  const [head, id, middle, instance] = [part(nodeHead), part(nodeId), part(pivot), part(instanceName)];
  const [mesh, after] = head ? wordAt(view, head) : ['', 0];
  const parent = head && after + 6 <= head.end ? view.getUint16(after + 4, true) : 0xffff;
  const [x = 0, y = 0, z = 0, angle = 0, ...axis] = [
    ...firstKey(view, part(positions), [0, 0, 0]),
    ...firstKey(view, part(rotations), [0, 0, 0, 1]),
  ];
  const [wide = 1, deep = 1, high = 1] = firstKey(view, part(scales), [1, 1, 1]);
  // it turns clockwise, as seen from where its axis points
  const turn = new Quaternion().setFromAxisAngle(new Vector3(...axis).normalize(), -angle);
  return {
    mesh,
    name: (instance && wordAt(view, instance)[0]) || mesh,
    id: id ? view.getUint16(id.start, true) : at,
    parent,
    own: new Matrix4().compose(new Vector3(x, y, z), turn, new Vector3(wide || 1, deep || 1, high || 1)),
    place: new Matrix4(),
    pivot: new Vector3(...(middle ? floatsAt(view, middle.start, 3) : [])),
  };
}

/** Values of a track's first key: after its flags, how many keys there are, its frame, and a number for each way in which it eases. */
function firstKey(view: DataView, track: Chunk | undefined, otherwise: number[]): number[] {
  if (!track || track.end - track.start < 20 || view.getUint32(track.start + 10, true) === 0) return otherwise;
  let eases = 0;
  for (let flags = view.getUint16(track.start + 18, true) & 31; flags > 0; flags >>= 1) eases += flags & 1;
  return floatsAt(view, track.start + 20 + eases * 4, otherwise.length);
}
