import { Mesh } from 'three/webgpu';
import { STLLoader } from 'three/addons/loaders/STLLoader.js';
import { fromZUp } from './axes.ts';
import { clay } from './clay.ts';
import { creased } from './creases.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** STL says neither unit nor axes: z is up, as on the bed of every slicer, and a unit is a metre. */
export async function read({ bytes }: ModelFile): Promise<LoadedModel> {
  const geometry = new STLLoader().parse(bytes);
  const colored = geometry.getAttribute('color') !== undefined;
  const material = clay();
  if (colored) {
    material.vertexColors = true;
    material.color.set(0xffffff);
  }
  if ('alpha' in geometry && typeof geometry.alpha === 'number' && geometry.alpha < 1) {
    material.opacity = geometry.alpha;
    material.transparent = true;
  }
  return { root: fromZUp(new Mesh(creased(geometry), material)), animations: [] };
}
