import type { FbxImage } from './fbx.ts';
import { unsupported } from './refuse.ts';

/** What of an FBX leads to its images. */
export interface FbxObjects {
  videos: Map<string, { relative: string; absolute: string; content: Uint8Array | undefined }>;
  /** Names by id. */
  textures: Map<string, string>;
  /** Which object belongs to which, by id. */
  links: [child: string, parent: string][];
}

/** The images of textures in use. @throws Refusal for a texture in use that has none */
export function imagesUsed({ videos, textures, links }: FbxObjects): FbxImage[] {
  const images: FbxImage[] = [];
  const used = new Set(links.map(([child]) => child));
  const within = Map.groupBy(
    links.filter(([child]) => videos.has(child)),
    ([, parent]) => parent,
  );
  for (const [id, name] of textures) {
    if (!used.has(id)) continue;
    const found = (within.get(id) ?? []).flatMap(([child]) => videos.get(child) ?? []);
    if (found.length === 0)
      throw unsupported(`has a texture "${name.slice(0, 80)}" that names no image (no Video belongs to it)`);
    for (const { relative, absolute, content } of found)
      images.push({ name: (relative || absolute).split('\\').pop() ?? '', content });
  }
  return images;
}
