import { Group } from 'three/webgpu';
import type { LoadedModel, ModelFile } from './model-file.ts';
import { parseVrml } from './vrml/tree.ts';
import { World } from './vrml/world.ts';

/** VRML 97 has metres, and y up. Its lights, viewpoints and backgrounds are not drawn: a scene has its own. */
export async function read({ bytes, manager, warn }: ModelFile): Promise<LoadedModel> {
  const world = new World(manager);
  const root = new Group();
  for (const node of parseVrml(new TextDecoder().decode(bytes))) {
    const built = world.build(node);
    if (built) root.add(built);
  }
  for (const type of world.left) warn({ code: 'part_not_drawn', says: `has ${type} in it, which is not drawn` });
  return { root, animations: [] };
}
