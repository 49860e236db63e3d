import { type Material, Mesh, MeshPhongMaterial, RepeatWrapping, type Texture } from 'three/webgpu';
import { TDSLoader } from 'three/addons/loaders/TDSLoader.js';
import { fromZUp } from './axes.ts';
import { creased } from './creases.ts';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { isTexture } from '../graph/textures-in.ts';
import { checkGeometries } from './checks.ts';
import { placed, takeSpaces } from './3ds/meshes.ts';
import { standsOf } from './3ds/stands.ts';

/** 3D Studio has z up, and no unit: one is taken for a metre. */
export async function read({ bytes, manager }: ModelFile): Promise<LoadedModel> {
  const view = new DataView(bytes);
  const main = { id: view.getUint16(0, true), start: 6, end: view.getUint32(2, true) };
  const spaces = takeSpaces(view, main);
  const root = new Reader(manager).parse(bytes, '');
  checkGeometries(root);
  const meshes = root.children.filter(object => object instanceof Mesh);
  const materials = new Set<Material>();
  for (const mesh of meshes) {
    // meshes share their corners, and three.js does not read which of them are smooth
    mesh.geometry = creased(mesh.geometry);
    for (const material of [mesh.material as Material | Material[]].flat()) materials.add(material);
  }
  for (const material of materials) mend(material);
  root.clear();
  root.add(...placed(meshes, standsOf(view, main), spaces));
  return { root: fromZUp(root), animations: [] };
}

/** The faces of a material are anywhere in a mesh, and three.js takes them for the next ones: they are put in that order. */
class Reader extends TDSLoader {
  #groups: number[][] = [];

  override readMaterialGroup(data: DataView): object {
    const group = super.readMaterialGroup(data);
    // by name, whatever its types say; faces whose material is not there get the default material
    const materials: object = this.materials;
    if ('name' in group && !Object.hasOwn(materials, String(group.name)))
      Object.assign(materials, { [String(group.name)]: new MeshPhongMaterial() });
    this.#groups.push('index' in group && Array.isArray(group.index) ? group.index.map(Number) : []);
    return group;
  }

  override readFaceArray(data: DataView, mesh: Mesh): void {
    this.#groups = [];
    super.readFaceArray(data, mesh);
    const index = mesh.geometry.getIndex();
    if (!index || this.#groups.length === 0) return;
    const faces = this.#groups.flat();
    const grouped = new Set(faces);
    const count = index.count / 3;
    const left = Array.from({ length: count }, (_, face) => face).filter(face => !grouped.has(face));
    if (faces.some(face => face >= count)) throw new Error('a material of it names a face that is not there');
    mesh.geometry.setIndex([...faces, ...left].flatMap(face => [0, 1, 2].map(corner => index.getX(face * 3 + corner))));
    if (left.length > 0) addPlain(mesh, faces.length * 3, left.length * 3);
  }
}

/** Faces without a material, in a mesh whose others have one. */
function addPlain(mesh: Mesh, start: number, count: number): void {
  const materials = [mesh.material].flat();
  if (mesh.geometry.groups.length === 0) mesh.geometry.addGroup(0, start, 0);
  mesh.geometry.addGroup(start, count, materials.length);
  mesh.material = [...materials, new MeshPhongMaterial()];
}

/** Colours are sRGB, which the loader takes for linear, and images repeat. */
function mend(material: Material): void {
  if (material instanceof MeshPhongMaterial) {
    material.color.convertSRGBToLinear();
    material.specular.convertSRGBToLinear();
  }
  for (const texture of imagesOf(material)) texture.wrapS = texture.wrapT = RepeatWrapping;
}

function imagesOf(material: Material): Texture[] {
  return Object.values(material).filter(isTexture);
}
