import { Group, Mesh, type Material, type Object3D } from 'three/webgpu';
import { ColladaLoader } from 'three/addons/loaders/ColladaLoader.js';
import { mendCoordinates } from './collada/coordinates.ts';
import { mendFaces } from './collada/faces.ts';
import { mendFrame, mendLinks } from './collada/links.ts';
import { mendMaterials } from './collada/materials.ts';
import { restMorphs } from './collada/morphs.ts';
import { mendNumbers } from './collada/numbers.ts';
import { mendSources } from './collada/sources.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** COLLADA says its unit and its axes, and the loader applies both; what it stumbles over is put in order before. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const xml = parsed(new TextDecoder().decode(bytes));
  mendNumbers(xml);
  mendFrame(xml);
  mendMaterials(xml);
  mendCoordinates(xml);
  mendSources(xml);
  mendFaces(xml);
  restMorphs(xml);
  mendLinks(xml);
  const found = new ColladaLoader(manager).parse(new XMLSerializer().serializeToString(xml), '');
  if (!found) throw new Error('it is no COLLADA');
  showColors(found.scene);
  if (xml.querySelector('asset > up_axis')?.textContent === 'X_UP') stand(found.scene);
  return { root: new Group().add(found.scene), animations: [] };
}

/** Colours of corners, which the loader reads and does not show. */
function showColors(scene: Object3D): void {
  scene.traverse(object => {
    if (!(object instanceof Mesh) || !object.geometry.getAttribute('color')) return;
    for (const material of [object.material as Material | Material[]].flat()) material.vertexColors = true;
  });
}

/** Of three axes the loader knows two. */
function stand(scene: Object3D): void {
  scene.rotation.z = Math.PI / 2;
}

function parsed(text: string): Document {
  const xml = new DOMParser().parseFromString(text, 'application/xml');
  const wrong = xml.querySelector('parsererror');
  if (!wrong) return xml;
  const why = wrong.textContent
    .replace(/^.*?(?=error on)|Below is a rendering.*$/gs, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
  throw new Error(`it is not well-formed XML: ${why}`);
}
