import type { GLTFLoaderPlugin, GLTFParser } from 'three/addons/loaders/GLTFLoader.js';
import { labelOf } from '../../graph/names.ts';
import type { GltfJson } from './json.ts';

/** KHR_node_visibility: a node that is not visible hides all that is below it. */
export function visibility(parser: GLTFParser): GLTFLoaderPlugin {
  const json: GltfJson = parser.json;
  const isHidden = (at: number | undefined) => {
    const extension: unknown = json.nodes?.[at ?? -1]?.extensions?.['KHR_node_visibility'];
    return typeof extension === 'object' && extension !== null && 'visible' in extension && extension.visible === false;
  };
  return {
    name: 'KHR_node_visibility',
    async afterRoot({ scenes }) {
      for (const scene of scenes)
        scene.traverse(object => {
          if (isHidden(labelOf(object)?.at)) object.visible = false;
        });
    },
  };
}
