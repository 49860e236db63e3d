import { Group, type Object3D } from 'three/webgpu';
import { ColladaLoader } from 'three/addons/loaders/ColladaLoader.js';
import { mendFaces } from './collada/faces.ts';
import { mendFrame, mendLinks } from './collada/links.ts';
import { mendMaterials } from './collada/materials.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** COLLADA says its unit and its axes, and the loader applies both; what it stumbles over is put in order before. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const xml = parsed(new TextDecoder().decode(bytes));
  mendFrame(xml);
  mendMaterials(xml);
  mendFaces(xml);
  mendLinks(xml);
  const found = new ColladaLoader(manager).parse(new XMLSerializer().serializeToString(xml), '');
  if (!found) throw new Error('it is no COLLADA');
  if (xml.querySelector('asset > up_axis')?.textContent === 'X_UP') stand(found.scene);
  return { root: new Group().add(found.scene), animations: [] };
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
