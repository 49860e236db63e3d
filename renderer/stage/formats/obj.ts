import { FileLoader, type Line, type Material, Mesh, type Object3D, type Points } from 'three/webgpu';
import { OBJLoader } from 'three/addons/loaders/OBJLoader.js';
import { clay } from './clay.ts';
import { creased } from './creases.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { readMtl } from './mtl.ts';

/** OBJ says neither unit nor axes: y is up, as its exporters have it by default, and a unit is a metre. */
export async function read(file: ModelFile): Promise<LoadedModel> {
  const text = new TextDecoder().decode(file.bytes);
  const root = new OBJLoader().parse(text.replace(/^\uFEFF/, ''));
  const materials = new Map<string, Material>();
  for (const name of file.files.filter(name => /\.mtl$/i.test(name) || text.includes(`mtllib ${name}`))) {
    const library = await new FileLoader(file.manager).setResponseType('text').loadAsync(name);
    for (const [key, material] of readMtl(typeof library === 'string' ? library : '', file))
      materials.set(key, material);
  }
  const bare = !/^\s*vn\s/m.test(text);
  root.traverse(object => {
    if (!isDrawn(object)) return;
    object.material = Array.isArray(object.material)
      ? object.material.map(one => replaced(one, object, materials))
      : replaced(object.material, object, materials);
    if (bare && object instanceof Mesh) object.geometry = creased(object.geometry);
  });
  return { root, animations: [] };
}

function isDrawn(object: Object3D): object is Mesh | Line | Points {
  return 'geometry' in object && 'material' in object;
}

/** A material of the libraries by its name, else clay; colours of vertices are kept. */
function replaced(old: Material, object: Mesh | Line | Points, materials: ReadonlyMap<string, Material>): Material {
  if (!(object instanceof Mesh)) return old;
  const found = materials.get(old.name);
  const made = found ?? clay();
  if (old.vertexColors && !found) {
    made.vertexColors = true;
    if ('color' in made && made.color instanceof Object && 'set' in made.color && typeof made.color.set === 'function')
      made.color.set(0xffffff);
  }
  return made;
}
