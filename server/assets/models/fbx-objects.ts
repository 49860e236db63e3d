import type { FbxImage } from './fbx.ts';

/** What a Video or a texture says of its image. */
export interface FbxImagePlace {
  relative: string;
  absolute: string;
  content: Uint8Array | undefined;
}

/** What of an FBX leads to its images. */
export interface FbxObjects {
  videos: Map<string, FbxImagePlace>;
  textures: Map<string, FbxImagePlace>;
  /** Which object belongs to which, by id. */
  links: [child: string, parent: string][];
}

/** The images of textures in use: of their Videos, else as they name them. One that names none was made by a procedure. */
export function imagesUsed({ videos, textures, links }: FbxObjects): FbxImage[] {
  const images: FbxImage[] = [];
  const used = new Set(links.map(([child]) => child));
  const within = Map.groupBy(
    links.filter(([child]) => videos.has(child)),
    ([, parent]) => parent,
  );
  for (const [id, texture] of textures) {
    if (!used.has(id)) continue;
    const found = (within.get(id) ?? []).flatMap(([child]) => videos.get(child) ?? []);
    for (const { relative, absolute, content } of found.length > 0 ? found : [texture]) {
      const name = relative.trim() || absolute.trim();
      if (name !== '' || content) images.push({ name, content });
    }
  }
  return images;
}
