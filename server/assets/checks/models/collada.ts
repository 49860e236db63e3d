import { readImages } from './beside.ts';
import { checkExpansion } from './expansion.ts';
import type { ModelKind } from '../model-kind.ts';
import { beginning, checkXml, textOf, unescaped } from './text.ts';

/** COLLADA 1.4 and 1.5. */
export const collada: ModelKind = {
  is: bytes => /^\s*<(?:\?xml|!--|COLLADA)[\s\S]*<COLLADA[\s>]/.test(beginning(bytes)),
  names: ['.dae'],
  async open(bytes, readBeside) {
    const xml = textOf(bytes);
    checkXml(xml, 'COLLADA');
    checkExpansion(usesOf(xml));
    return readImages(imagesOf(xml), readBeside);
  },
};

/** Names of the images in the library of images. */
function imagesOf(xml: string): string[] {
  const start = xml.indexOf('<library_images');
  const images = start < 0 ? '' : xml.slice(start, xml.indexOf('</library_images>', start));
  const sources = [...images.matchAll(/<init_from[^<>]*>(?:\s*<ref>)?([^<]+)</g)];
  return sources.map(([, name = '']) => unescaped(name.trim()));
}

/** The nodes that each node contains or instantiates, by their ids. */
function usesOf(xml: string): Map<string, string[]> {
  const uses = new Map<string, string[]>();
  const open: string[] = [];
  for (const [tag, attributes, url] of xml.matchAll(
    /<node\b([^<>]*)>|<instance_node\b[^<>]*?\burl="#([^"]*)"|<\/node>/g,
  )) {
    if (tag === '</node>') open.pop();
    else if (url !== undefined) uses.get(open.at(-1) ?? '')?.push(url);
    else {
      const name = /\bid="([^"]*)"/.exec(attributes ?? '')?.[1] ?? `#${uses.size}`;
      uses.get(open.at(-1) ?? '')?.push(name);
      uses.set(name, uses.get(name) ?? []);
      if (!tag.endsWith('/>')) open.push(name);
    }
  }
  return uses;
}
