import { LinearFilter, NearestFilter, type NodeBuilder, type Texture, TextureNode } from 'three/webgpu';

/** What code of a shader says how a texture is looked up; each is none but for what a material's nodes ask for. */
export type How = [
  level: Code,
  bias: Code,
  depth: Code,
  compare: Code,
  gradients: Code[] | null,
  gather: Code,
  ...Code[],
];
type Code = string | null;

type Lookup = (this: TextureNode, builder: NodeBuilder, name: string, uv: string, ...how: How) => string;

/** Has the code of a texture's lookup written otherwise; `write` is given how it was written before. */
export function rewriteLookups(write: (before: Lookup) => Lookup): void {
  const lookups = TextureNode.prototype as unknown as { generateSnippet: Lookup };
  lookups.generateSnippet = write(lookups.generateSnippet);
}

/** Whether a fragment looks a texture up at the level that the GPU chooses. */
export function isLevelChosen({ sampler }: TextureNode, builder: NodeBuilder, how: How): boolean {
  const [level, , , compare, gradients, gather] = how;
  const isChosen = ![level, compare, gradients, gather].some(Boolean);
  return isChosen && sampler && Reflect.get(builder, 'shaderStage') === 'fragment';
}

/** Whether a texture has smaller levels, for where it is seen small. */
export function hasLevels({ minFilter }: Texture): boolean {
  return minFilter !== NearestFilter && minFilter !== LinearFilter;
}
