import { checkIndex, invalid } from './invalid.ts';
import type { Gltf } from './schema.ts';

/** Levels of nodes below each other; what walks them calls itself for each. */
const DEEPEST = 1000;

/** The scenes and nodes name what is there, and the nodes are trees: no node in itself, none in two places. */
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
    if (depth > DEEPEST) throw invalid('/nodes', `has more than ${DEEPEST} levels below each other`);
    reached += level.length;
    level = level.flatMap(node => nodes[node]?.children ?? []);
  }
  // Each node has one parent at most, so those that no root leads to go round in circles.
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
