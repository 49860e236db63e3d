import { Group, MathUtils, Mesh, type Object3D } from 'three/webgpu';
import type { Node } from '../../../scenes/node.ts';
import type { Moment } from '../../../scenes/pictures.ts';
import { buildGeometry } from './geometries.ts';
import { buildLight } from '../lights/lights.ts';
import type { Loader } from '../files/loader.ts';
import { buildMaterial, plain } from '../materials/build.ts';
import { type BuiltModel, buildModel, type Replaced } from '../models/model.ts';
import { settled } from '../util/settled.ts';

/** A model, and what its node says of it. */
export interface PlacedModel {
  model: BuiltModel;
  /** As `BuiltModel` has it; what takes the place of a model casts and receives shadows as it did. */
  setTime(moment: Moment | undefined): Promise<Replaced | undefined>;
}

/** Builds nodes below `parent`, in order. @returns their models */
export async function buildNodes(loader: Loader, nodes: readonly Node[], parent: Object3D): Promise<PlacedModel[]> {
  const models: PlacedModel[] = [];

  const build = async (node: Node, pointer: string): Promise<Object3D> => {
    const object = await thing(node, pointer);
    const [x, y, z] = node.rotation.map(MathUtils.degToRad) as [number, number, number];
    const holder = node.light || node.model ? new Group() : object;
    if (holder !== object) holder.add(object);
    holder.name = node.name ?? '';
    holder.position.set(...node.position);
    holder.rotation.set(x, y, z);
    holder.scale.set(...node.scale);
    holder.visible = node.visible;
    shadow(node, object);
    for (const child of await all(node.children ?? [], `${pointer}/children`)) holder.add(child);
    return holder;
  };

  const thing = async (node: Node, pointer: string): Promise<Object3D> => {
    if (node.geometry) {
      const material = node.material ? await buildMaterial(loader, node.material, `${pointer}/material`) : plain();
      return new Mesh(buildGeometry(node.geometry), material);
    }
    if (node.light) return buildLight(node.light);
    if (!node.model) return new Group();
    const model = await buildModel(loader, node.model, `${pointer}/model`);
    const setTime = async (moment: Moment | undefined): Promise<Replaced | undefined> => {
      const replaced = await model.setTime(moment);
      if (replaced) shadow(node, model.root);
      return replaced;
    };
    models.push({ model, setTime });
    return model.root;
  };

  const all = (list: readonly Node[], pointer: string) =>
    settled(list.map((node, at) => build(node, `${pointer}/${at}`)));
  for (const object of await all(nodes, '/nodes')) parent.add(object);
  return models;
}

/** Has what a node shows cast and receive shadows as it says; a file that says which of its meshes do is taken at its word. */
function shadow({ castShadow, receiveShadow }: Node, object: Object3D): void {
  const isSaid = object.userData['saysWhatCasts'] === true;
  object.traverse(part => {
    if (!('isMesh' in part)) return;
    part.castShadow = castShadow && (!isSaid || part.castShadow);
    part.receiveShadow = receiveShadow && (!isSaid || part.receiveShadow);
  });
}
