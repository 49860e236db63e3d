/** An image that an FBX uses. */
export interface FbxImage {
  /** Path as the file writes it. */
  name: string;
  /** Its bytes, where the file holds them. */
  content: Uint8Array | undefined;
}

/** The image of a Video or a texture. */
export interface FbxImagePlace {
  relative: string;
  absolute: string;
  content: Uint8Array | undefined;
}

/** The objects of an FBX that lead to its images. */
export interface FbxObjects {
  videos: Map<string, FbxImagePlace>;
  textures: Map<string, FbxImagePlace>;
  /** Connections of objects, by id. */
  links: [child: string, parent: string][];
}

/** The images of textures in use: those of their Videos, else those that they name. A procedural texture names none. */
export function imagesUsed({ videos, textures, links }: FbxObjects): FbxImage[] {
  const images: FbxImage[] = [];
  // of several Videos with one name, one may hold the image for all
  const held = new Map([...videos.values()].flatMap(one => (one.content ? [[nameOf(one), one.content] as const] : [])));
  const used = new Set(links.map(([child]) => child));
  const within = Map.groupBy(
    links.filter(([child]) => videos.has(child)),
    ([, parent]) => parent,
  );
  for (const [id, texture] of textures) {
    if (!used.has(id)) continue;
    const found = (within.get(id) ?? []).flatMap(([child]) => videos.get(child) ?? []);
    for (const place of found.length > 0 ? found : [texture]) {
      const name = nameOf(place);
      const content = place.content ?? held.get(name);
      if (name !== '' || content) images.push({ name, content });
    }
  }
  return images;
}

function nameOf({ relative, absolute }: FbxImagePlace): string {
  return relative.trim() || absolute.trim();
}
