import type { FbxDocument } from './document.ts';
import {
  bytesValue,
  childOf,
  type FbxRecord,
  heldIn,
  numberValue,
  setValue,
  stringValue,
  textOf,
  valueIn,
} from './record.ts';

/** How images begin that Chrome decodes, whatever they are called; TGA begins with nothing of its own. */
const known = /^(?:\x89PNG|\xff\xd8|RIFF....WEBP|BM|GIF8|....ftyp)/s;

/**
 * Gives every texture the image that it names itself where no Video does, says of each image where it is without its author's
 * backslashes, and leaves out textures without one: what a program worked out by a procedure is drawn in its material's colour.
 */
export function findImages(document: FbxDocument): void {
  for (const [id, texture] of document.all('Texture')) {
    const [, video] = document.below(id, 'Video')[0] ?? [];
    const name = video ? nameIn(video) : nameIn(texture);
    if (name === '' && !(video && contentOf(video))) {
      document.objects.delete(id);
      continue;
    }
    if (!video) document.link(document.add(videoOf(name)), id);
  }
  // of several that are called the same, one may hold the image for all
  const videos = document.all('Video');
  const held = new Map(
    videos.flatMap(([, video]) => (contentOf(video) ? [[nameIn(video), contentOf(video)] as const] : [])),
  );
  for (const [id, video] of videos) {
    const name = nameIn(video);
    const content = contentOf(video) ?? held.get(name);
    setValue(video, 'RelativeFilename', stringValue(content ? `held-${id}.${endOf(content)}` : slashed(name)));
    if (content) setValue(video, 'Content', bytesValue(content));
    else video.children = video.children.filter(child => child.name !== 'Content');
  }
  for (const [id, texture] of document.all('Texture')) {
    const [, video] = document.below(id, 'Video')[0] ?? [];
    setValue(texture, 'FileName', stringValue(video ? nameIn(video) : ''));
  }
  const isThere = (id: string) => document.objects.has(id) || id === '0';
  document.keepLinks(({ child, parent }) => isThere(child) && isThere(parent));
  dropEmptyLayers(document);
}

function dropEmptyLayers(document: FbxDocument): void {
  for (const [id] of document.all('LayeredTexture'))
    if (document.below(id, 'Texture').length === 0) document.objects.delete(id);
  document.keepLinks(({ child }) => document.objects.has(child));
}

/** Its path beside the model, else where it was on its author's machine. */
function nameIn(object: FbxRecord): string {
  const names = ['RelativeFilename', 'Filename', 'FileName'].map(name => textOf(valueIn(object, name)).trim());
  return names.find(name => name !== '') ?? '';
}

function contentOf(video: FbxRecord): Uint8Array | undefined {
  const value = childOf(video, 'Content')?.values[0];
  const content = value && heldIn(value);
  return content && content.length > 0 ? content : undefined;
}

/** The end of a name by which the loader knows how to have it decoded. */
function endOf(content: Uint8Array): string {
  return known.test(String.fromCharCode(...content.subarray(0, 16))) ? 'png' : 'tga';
}

function videoOf(name: string): FbxRecord {
  const path = { name: 'RelativeFilename', values: [stringValue(name)], children: [] };
  return { name: 'Video', values: [numberValue(0), stringValue(''), stringValue('Clip')], children: [path] };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
