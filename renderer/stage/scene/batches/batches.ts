import { type Box3, type Camera, type Object3D, Vector3 } from 'three/webgpu';
import { drawables } from '../../graph/drawables.ts';
import { type Batch, createBatch } from './batch.ts';
import { isGatherable } from './gatherable.ts';
import { type Part, partsOf } from './parts.ts';

/** Draws that a picture may have as they are: a CPU takes a millisecond or two for each, over all maps that it is drawn into. */
const enough = 64;
/** Vertices that are gathered at most, those of the smallest things first: there are twice as many of them in memory then. */
const mostVertices = 2_000_000;

export interface Batches {
  /** Has what is drawn together be drawn from front to back, as three.js draws things: what is hidden is not shaded. */
  sort(camera: Camera): void;
  /** Has each thing be drawn by itself again. */
  scatter(): void;
}

/**
 * Draws things as one that differ in shape and place alone: files of buildings and machines have thousands. Each stays where it is, to be
 * framed and to be found by its name, and no camera sees it.
 * @param subject stands at the origin
 * @param box around all of it
 */
export function gather(subject: Object3D, box: Box3): Batches {
  const center = box.getCenter(new Vector3());
  const batches = groupsIn(subject).map(group => createBatch(group, center));
  const undo = batches.map(batch => put(batch, subject));
  return {
    sort(camera) {
      for (const batch of batches) batch.sort(camera);
    },
    scatter() {
      for (const one of undo) one();
    },
  };
}

function groupsIn(subject: Object3D): Part[][] {
  const all = drawables(subject);
  if (all.length <= enough) return [];
  const parts = partsOf(all.filter(isGatherable)).toSorted((a, b) => a.used.length - b.used.length);
  let vertices = 0;
  const affordable = parts.filter(({ used }) => (vertices += used.length) <= mostVertices);
  return [...Map.groupBy(affordable, ({ kind }) => kind).values()].filter(({ length }) => length > 1);
}

/** @returns takes it away */
function put({ mesh, parts, dispose }: Batch, subject: Object3D): () => void {
  const masks = parts.map(part => part.mesh.layers.mask);
  for (const part of parts) part.mesh.layers.mask = 0;
  subject.add(mesh);
  return () => {
    mesh.removeFromParent();
    for (const [at, mask] of masks.entries()) Object.assign(parts[at]?.mesh.layers ?? {}, { mask });
    dispose();
  };
}
