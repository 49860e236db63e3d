import { checkIndex, invalid } from './invalid.ts';
import type { Gltf } from './schema.ts';

/** Levels of nodes: code that walks them recurses once per level. */
const MAX_DEPTH = 1000;

/** Checks that scenes and nodes refer to existing objects, and that nodes are trees: without cycles, each with one parent. */
export function checkNodes(gltf: Gltf): void {
  const lights = gltf.extensions?.KHR_lights_punctual?.lights;
  gltf.nodes?.forEach((node, i) => {
    const at = (field: string) => () => `/nodes/${i}/${field}`;
    checkIndex(node.mesh, gltf.meshes, 'mesh', at('mesh'));
    checkIndex(node.skin, gltf.skins, 'skin', at('skin'));
    checkIndex(node.camera, gltf.cameras, 'camera', at('camera'));
    checkIndex(
      node.extensions?.KHR_lights_punctual?.light,
      lights,
      'light',
      at('extensions/KHR_lights_punctual/light'),
    );
    for (const accessor of Object.values(node.extensions?.EXT_mesh_gpu_instancing?.attributes ?? {}))
      checkIndex(accessor, gltf.accessors, 'accessor', at('extensions/EXT_mesh_gpu_instancing/attributes'));
  });
  checkScenes(gltf);
  checkTrees(gltf.nodes ?? []);
}

function checkScenes({ scene, scenes, nodes }: Gltf): void {
  if (!scenes?.length) throw invalid('/scenes', 'is missing: there is nothing to show');
  checkIndex(scene, scenes, 'scene', () => '/scene');
  scenes.forEach((one, s) => {
    one.nodes?.forEach((node, n) => checkIndex(node, nodes, 'node', () => `/scenes/${s}/nodes/${n}`));
  });
}

function checkTrees(nodes: NonNullable<Gltf['nodes']>): void {
  const parents = parentsOf(nodes);
  let level = nodes.flatMap((_, node) => (parents[node] === undefined ? [node] : []));
  let reached = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw invalid('/nodes', `is nested more than ${MAX_DEPTH} levels deep`);
    reached += level.length;
    level = level.flatMap(node => nodes[node]?.children ?? []);
  }
  // each node has one parent at most, so nodes that no root reaches form cycles
  if (reached < nodes.length) throw invalid('/nodes', 'has a cycle: a node is among its own descendants');
}

function parentsOf(nodes: NonNullable<Gltf['nodes']>): (number | undefined)[] {
  const parents: (number | undefined)[] = nodes.map(() => undefined);
  nodes.forEach((node, parent) => {
    node.children?.forEach((child, c) => {
      const at = () => `/nodes/${parent}/children/${c}`;
      checkIndex(child, nodes, 'node', at);
      if (parents[child] !== undefined)
        throw invalid(at(), `names node ${child}, which is a child of node ${parents[child]} already`);
      parents[child] = parent;
    });
  });
  return parents;
}
