/** An image that an FBX uses. */
export interface FbxImage {
  /** As the file writes it. */
  name: string;
  /** Its bytes, where the file holds them. */
  content: Uint8Array | undefined;
}

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
  // of several Videos that are called the same, one may hold the image for all
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
