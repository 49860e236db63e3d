import { Group } from 'three/webgpu';
import { ColladaLoader } from 'three/addons/loaders/ColladaLoader.js';
import type { LoadedModel, ModelFile } from './model-file.ts';

/** COLLADA says its unit and its axes, and the loader applies both. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const text = new TextDecoder().decode(bytes);
  const wrong = new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror');
  if (wrong)
    throw new Error(
      `it is not well-formed XML: ${(wrong.textContent ?? '')
        .replace(/^.*?(?=error on)|Below is a rendering.*$/gs, '')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 160)}`,
    );
  const found = new ColladaLoader(manager).parse(text, '');
  if (!found) throw new Error('it is no COLLADA');
  return { root: new Group().add(found.scene), animations: [] };
}
