import { type Camera, Group, MathUtils, Mesh, type Object3D } from 'three/webgpu';
import type { Node } from '../../../scenes/node.ts';
import { buildGeometry } from './geometries.ts';
import { buildLight } from '../lights/lights.ts';
import type { Loader } from '../files/loader.ts';
import { buildMaterial, plain } from '../materials/build.ts';
import { buildModel, type Wardrobe } from '../models/model.ts';
import { settled } from '../util/settled.ts';

export interface BuiltNodes {
  /** Of the models' files. */
  cameras: Camera[];
  /** Of the model that is asked for in several variants. */
  wardrobe: Wardrobe | undefined;
}

/** Builds nodes below `parent`, in order. */
export async function buildNodes(loader: Loader, nodes: readonly Node[], parent: Object3D): Promise<BuiltNodes> {
  const cameras: Camera[] = [];
  let wardrobe: Wardrobe | undefined;

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
    // a file that says which of its meshes cast shadows is taken at its word
    const own = object.userData['ownShadows'] === true;
    object.traverse(part => {
      if (!('isMesh' in part)) return;
      part.castShadow = node.castShadow && (!own || part.castShadow);
      part.receiveShadow = node.receiveShadow && (!own || part.receiveShadow);
    });
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
    cameras.push(...model.cameras);
    wardrobe ??= model.wardrobe;
    return model.root;
  };

  const all = (list: readonly Node[], pointer: string) =>
    settled(list.map((node, at) => build(node, `${pointer}/${at}`)));
  for (const object of await all(nodes, '/nodes')) parent.add(object);
  return { cameras, wardrobe };
}
