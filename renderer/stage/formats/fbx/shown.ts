import type { Object3D } from 'three/webgpu';
import { sortOf, type FbxDocument } from './document.ts';
import { type FbxRecord, numberOf, propertyOf } from './record.ts';

/** Ids of models that are not to be seen: hidden ones, and all levels of detail but the first. */
export function hiddenIn(document: FbxDocument): Set<string> {
  const hidden = new Set<string>();
  for (const [id, model] of document.all('Model')) {
    if (isOff(model, 'Visibility') || isOff(model, 'Show')) hidden.add(id);
    if (isLevels(document, id, model)) for (const [level] of document.below(id, 'Model').slice(1)) hidden.add(level);
  }
  return hidden;
}

/** Hides what the loader made of them. */
export function hide(root: Object3D, hidden: ReadonlySet<string>): void {
  root.traverse(object => {
    if (hidden.has(idOf(object))) object.visible = false;
  });
}

/** The id of the model that the loader made an object of. */
export function idOf(object: Object3D): string {
  return 'ID' in object ? String(object.ID) : '';
}

function isOff(model: FbxRecord, property: string): boolean {
  return numberOf(propertyOf(model, property)?.[0]) === 0;
}

function isLevels(document: FbxDocument, id: string, model: FbxRecord): boolean {
  const sorts = [model, ...document.below(id, 'NodeAttribute').map(([, attribute]) => attribute)].map(sortOf);
  return sorts.some(sort => /^lodgroup$/i.test(sort));
}
