import { BufferAttribute, type Camera, Mesh, type Vector3 } from 'three/webgpu';
import { disposeGeometry } from '../../graph/dispose-geometry.ts';
import { joined } from './joined.ts';
import type { Part } from './parts.ts';

/** Things that are drawn as one. */
export interface Batch {
  mesh: Mesh;
  parts: readonly Part[];
  /** Has its parts be drawn from front to back. */
  sort(camera: Camera): void;
  dispose(): void;
}

/**
 * @param parts at least one, and all of a kind
 * @param center of the scene, from where numbers of 32 bits reach each part as exactly as can be
 */
export function createBatch(parts: readonly Part[], center: Vector3): Batch {
  const geometry = joined(parts, center);
  const mesh = new Mesh(geometry);
  const [first] = parts;
  if (first) dressAs(mesh, first.mesh);
  mesh.position.copy(center);
  mesh.userData['isBatch'] = true;
  const firsts = firstsOf(parts);
  const order = parts.map((part, at) => ({ part, first: firsts[at] ?? 0, depth: 0 }));
  const corners = new BufferAttribute(new Uint32Array(parts.reduce((sum, { index }) => sum + index.length, 0)), 1);
  geometry.setIndex(corners);
  const write = (): void => {
    let at = 0;
    for (const { part, first } of order)
      for (let corner = 0; corner < part.index.length; corner++)
        corners.array[at++] = first + (part.index[corner] ?? 0);
    corners.needsUpdate = true;
  };
  write();
  return {
    mesh,
    parts,
    sort({ matrixWorldInverse: { elements } }) {
      const [x, y, z] = [elements[2], elements[6], elements[10]];
      for (const one of order) one.depth = one.part.center.x * x + one.part.center.y * y + one.part.center.z * z;
      order.sort((a, b) => b.depth - a.depth);
      write();
    },
    dispose: () => disposeGeometry(geometry),
  };
}

function dressAs(batch: Mesh, { material, castShadow, receiveShadow, renderOrder, layers }: Mesh): void {
  Object.assign(batch, { material, castShadow, receiveShadow, renderOrder });
  batch.layers.mask = layers.mask;
}

/** Of each part, the place of its first vertex among those of all. */
function firstsOf(parts: readonly Part[]): number[] {
  let next = 0;
  return parts.map(({ used }) => {
    const first = next;
    next += used.length;
    return first;
  });
}
