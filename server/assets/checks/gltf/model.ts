import { pointerTo } from '../../../../scenes/pointer.ts';
import { wording } from '../../../../scenes/wording.ts';
import { checkAccessors } from './accessors.ts';
import { buffersInUse, checkBufferViews } from './buffers.ts';
import { checkVersion, openContainer } from './container.ts';
import { checkExtensions } from './extensions.ts';
import { invalid } from './invalid.ts';
import { checkMeshes } from './meshes.ts';
import { checkAnimations, checkSkins } from './motion.ts';
import { checkNodes } from './nodes.ts';
import { type Gltf, gltfSchema } from './schema.ts';
import { checkLists, checkSizes } from './sizes.ts';
import { checkTextures, imagesInUse } from './textures.ts';

/** A model whose own structure is valid; the files that it refers to are not checked yet. */
export interface Model {
  format: 'glb' | 'gltf';
  gltf: Gltf;
  /** The GLB's binary chunk. */
  bin: Uint8Array | undefined;
}

/**
 * Parses a model and checks all that can be checked without the files that it refers to.
 *
 * @throws Refusal `asset_not_a_model`, `asset_truncated`, `asset_too_large`, `gltf_version`,
 *   `gltf_extension_unsupported` or `gltf_invalid`
 */
export function readModel(bytes: Uint8Array): Model {
  const { format, json, bin } = openContainer(bytes);
  checkVersion(json);
  checkLists(json);
  const gltf = parse(json);
  checkExtensions(gltf.extensionsRequired ?? []);
  checkBufferViews(gltf);
  checkAccessors(gltf);
  checkMeshes(gltf);
  checkSizes(gltf);
  checkNodes(gltf);
  checkSkins(gltf);
  checkAnimations(gltf);
  checkTextures(gltf);
  return { format, gltf, bin };
}

function parse(json: unknown): Gltf {
  const parsed = gltfSchema.safeParse(json, { error: wording });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const message = issue?.message ?? 'unknown';
  const at = pointerTo(issue?.path ?? []) || '/';
  throw invalid(at, message.startsWith('is missing') ? message : `is wrong: ${message}`);
}

/** The URIs of the files that the loader will request, in the model's order, without `data:` URIs. */
export function filesOf({ gltf }: Model): { uri: string; holds: 'buffer' | 'image' }[] {
  const buffers = buffersInUse(gltf);
  const images = imagesInUse(gltf);
  const files = new Map<string, 'buffer' | 'image'>();
  gltf.buffers?.forEach(({ uri }, index) => {
    if (uri && buffers.has(index)) files.set(uri, 'buffer');
  });
  gltf.images?.forEach(({ uri }, index) => {
    if (uri && images.has(index) && !files.has(uri)) files.set(uri, 'image');
  });
  return [...files].flatMap(([uri, holds]) => (isData(uri) ? [] : [{ uri, holds }]));
}

export function isData(uri: string): boolean {
  return /^data:/i.test(uri);
}
