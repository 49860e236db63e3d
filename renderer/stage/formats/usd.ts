import type { Object3D } from 'three/webgpu';
import { USDLoader } from 'three/addons/loaders/USDLoader.js';
import { fromUnit } from './axes.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** USD says metres per unit and which axis is up, and the loader applies both; where it says nothing, a unit is a centimetre. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const loader = new USDLoader(manager);
  const scene = await new Promise<Object3D>((resolve, reject) => {
    loader.parse(bytes, '', resolve, reject);
  });
  const unit = new TextDecoder('latin1').decode(bytes).includes('metersPerUnit') ? 1 : 0.01;
  return { root: fromUnit(scene, unit), animations: [] };
}
