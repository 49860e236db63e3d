import type { Mesh, Object3D } from 'three/webgpu';
import { type FbxDocument, sortOf } from './document.ts';
import { childOf, type FbxRecord, numberOf, propertyOf, valueIn } from './record.ts';
import { idOf } from './shown.ts';

/** Puts blend shapes as the file has them at rest, which the loader leaves out. */
export function weigh(root: Object3D, document: FbxDocument): void {
  root.traverse(object => {
    if (!('isMesh' in object)) return;
    const { morphTargetInfluences: influences } = object as Mesh;
    if (!influences) return;
    const weights = weightsOf(document, idOf(object));
    for (const at of influences.keys()) influences[at] = weights[at] ?? 0;
  });
}

/** Of the shapes of a model, in the loader's order. */
function weightsOf(document: FbxDocument, model: string): number[] {
  return document
    .below(model, 'Geometry')
    .flatMap(([geometry]) => document.below(geometry, 'Deformer'))
    .filter(([, deformer]) => sortOf(deformer) === 'BlendShape')
    .flatMap(([shapes]) => document.below(shapes, 'Deformer'))
    .map(([, channel]) => percentOf(channel) / 100);
}

function percentOf(channel: FbxRecord): number {
  const value = childOf(channel, 'DeformPercent')
    ? valueIn(channel, 'DeformPercent')
    : propertyOf(channel, 'DeformPercent')?.[0];
  return numberOf(value) || 0;
}
