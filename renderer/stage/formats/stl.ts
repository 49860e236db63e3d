import { BufferGeometry, Float32BufferAttribute, Mesh } from 'three/webgpu';
import { fromZUp } from './axes.ts';
import { defaultMaterial } from '../materials/default-material.ts';
import { creased } from './creases.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { setPlaces } from './places.ts';
import { readTriangles } from './stl/triangles.ts';

/** STL says neither unit nor axes: z is up, as on the bed of every slicer, and a unit is a metre. */
export async function read({ bytes }: ModelFile): Promise<LoadedModel> {
  const { places, colors, opacity } = readTriangles(bytes);
  const geometry = new BufferGeometry();
  const origin = setPlaces(geometry, places);
  const material = defaultMaterial();
  if (colors) {
    geometry.setAttribute('color', new Float32BufferAttribute(colors, 3));
    material.vertexColors = true;
    material.color.set(0xffffff);
  }
  material.opacity = opacity;
  material.transparent = opacity < 1;
  const mesh = new Mesh(creased(geometry), material);
  mesh.position.copy(origin);
  return { root: fromZUp(mesh), animations: [] };
}
