import { FBXLoader } from 'three/addons/loaders/FBXLoader.js';
import { fromUnit } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** FBX says its axes, which the loader turns, and how many centimetres a unit has. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const root = new FBXLoader(manager).parse(bytes, '');
  const unit: unknown = root.userData['unitScaleFactor'];
  const scale = typeof unit === 'number' && unit > 0 ? unit / 100 : 0.01;
  return { root: fromUnit(root, scale), animations: [] };
}
