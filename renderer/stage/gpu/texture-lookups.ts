import { LinearFilter, NearestFilter, type NodeBuilder, type Texture, type TextureNode } from 'three/webgpu';
import { type How, isFragment } from './three-private.ts';

/** Whether a fragment looks a texture up at the level that the GPU chooses. */
export function isLevelChosen({ sampler }: TextureNode, builder: NodeBuilder, how: How): boolean {
  const [level, , , compare, gradients, gather] = how;
  const isChosen = ![level, compare, gradients, gather].some(Boolean);
  return isChosen && sampler && isFragment(builder);
}

/** Whether a texture has smaller levels, for where it is seen small. */
export function hasLevels({ minFilter }: Texture): boolean {
  return minFilter !== NearestFilter && minFilter !== LinearFilter;
}
