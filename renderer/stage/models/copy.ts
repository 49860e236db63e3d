import type { Object3D } from 'three/webgpu';
import { clone } from 'three/addons/utils/SkeletonUtils.js';
import type { Model } from '../../../scenes/model.ts';
import type { LoadedModel } from '../formats/model-file.ts';
import { Fault, listed } from '../util/fault.ts';

/**
 * The scene of a file that is asked for, by its place or its name; its first where none is.
 * @throws {Fault} where it has none such
 */
export function sceneOf({ root, scenes = [] }: LoadedModel, asked: Model['scene'], pointer: string): Object3D {
  if (asked === undefined) return root;
  const found = typeof asked === 'number' ? scenes[asked] : scenes.find(({ name }) => name === asked);
  if (found) return found.root;
  const there = scenes.map(({ name }, at) => name || String(at));
  throw new Fault(
    'scene_invalid',
    `The model has no scene ${JSON.stringify(asked)}; it has ${scenes.length > 0 ? scenes.length : 'one alone'}${there.length > 0 ? `: ${listed(there, asked)}` : ''}.`,
    pointer,
  );
}

/** A copy with its own skeletons, and with lights that shine at their own targets, not at those of what was copied. */
export function copyOf(source: Object3D): Object3D {
  const copy = clone(source);
  const originals = partsOf(source);
  const copies = new Map(partsOf(copy).map((part, at) => [originals[at], part]));
  for (const [original, part] of copies) {
    if (!original || !('target' in original && 'target' in part)) continue;
    const target = copies.get(original.target as Object3D);
    if (target) part.target = target;
  }
  return copy;
}

/** All of a tree, in its order. */
export function partsOf(root: Object3D): Object3D[] {
  const parts: Object3D[] = [];
  root.traverse(part => parts.push(part));
  return parts;
}
