import { Group, type Object3D } from 'three/webgpu';
import { USDLoader } from 'three/addons/loaders/USDLoader.js';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** USD says metres per unit and which axis is up, and the loader applies both; where it says nothing, a unit is a centimetre. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const loader = new USDLoader(manager);
  const scene = await new Promise<Object3D>((resolve, reject) => {
    loader.parse(bytes, '', resolve, reject);
  });
  return { root: new Group().add(scene), animations: [] };
}
