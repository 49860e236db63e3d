import { Group } from 'three/webgpu';
import { buildMesh, VOXLoader } from 'three/addons/loaders/VOXLoader.js';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** MagicaVoxel has z up, which the loader turns; a voxel is taken for a tenth of a metre. */
const unit = 0.1;

export async function read({ bytes }: ModelFile): Promise<LoadedModel> {
  const { scene, chunks } = new VOXLoader().parse(bytes);
  const root = new Group();
  if (scene) root.add(scene);
  else for (const chunk of chunks) root.add(buildMesh(chunk));
  root.scale.setScalar(unit);
  return { root: new Group().add(root), animations: [] };
}
