import type { AssetFormat } from '../../asset.ts';

/** How three.js' loaders begin what they say, which is of themselves more than of the file. */
const loaders = /^(?:THREE\.|USD[AC]Parser|FBXLoader|Unknown type|Unsupported )/;

/**
 * Why a model could not be decoded, for the person who sent it: what our checks say, or where a loader stumbled, that it did. Its own words
 * ("Cannot read properties of undefined") say nothing to who does not know it.
 */
export function reasonOf(error: unknown, format: AssetFormat): string {
  if (error instanceof Error && error.constructor === Error && !loaders.test(error.message)) return error.message;
  const advice = format === 'glb' || format === 'gltf' ? '' : '; saved as GLB it may be';
  return `while it was read as ${format.toUpperCase()}, something in it turned out to be of a kind, or written in a way, that is not read${advice}`;
}
