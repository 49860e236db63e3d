import { type FbxImage, type FbxObjects, imagesUsed } from './fbx-objects.ts';
import { checkVersion } from './fbx-version.ts';
import { invalid } from '../refuse.ts';
import { textOf } from './text.ts';

/** Finds the images that a text FBX uses. */
export function readFbxText(bytes: Uint8Array): FbxImage[] {
  const text = textOf(bytes);
  checkVersion(Number(/FBXVersion:\s*(\d+)/.exec(text)?.[1] ?? 7000));
  if (!/^\s*Objects:/m.test(text)) throw invalid('is cut short: it has no Objects');
  checkBraces(text);
  const objects: FbxObjects = { videos: new Map(), textures: new Map(), links: [] };
  for (const found of text.matchAll(/^[ \t]*(Video|Texture):\s*(-?\d+),[^\n]*\{/gm)) {
    const block = text.slice(found.index, endOf(text, found.index + found[0].length));
    const value = (name: string) => new RegExp(`(?:^|\\{)[ \\t]*${name}:\\s*"([^"]*)"`, 'im').exec(block)?.[1] ?? '';
    (found[1] === 'Video' ? objects.videos : objects.textures).set(found[2] ?? '', {
      relative: value('RelativeFilename'),
      absolute: value('Filename'),
      content: contentOf(block),
    });
  }
  for (const [, child = '', parent = ''] of text.matchAll(/^[ \t]*C:\s*"O[OP]",\s*(-?\d+),\s*(-?\d+)/gm))
    objects.links.push([child, parent]);
  return imagesUsed(objects);
}

/** The end of a block. @param start after its opening brace */
function endOf(text: string, start: number): number {
  let depth = 1;
  for (const brace of text.slice(start, start + 2 ** 26).matchAll(/"[^"]*"|[{}]/g)) {
    if (brace[0] === '{') depth += 1;
    else if (brace[0] === '}' && --depth === 0) return start + brace.index;
  }
  return text.length;
}

function contentOf(block: string): Uint8Array | undefined {
  const written = /^[ \t]*Content:[ \t]*,?\s*((?:"[^"]*"[ \t]*,?\s*)+)/m.exec(block)?.[1];
  // in pieces, each encoded separately
  const pieces = [...(written ?? '').matchAll(/"([^"]*)"/g)].map(([, piece = '']) => Buffer.from(piece, 'base64'));
  const content = Buffer.concat(pieces);
  return content.length === 0 ? undefined : content;
}

function checkBraces(text: string): void {
  let depth = 0;
  for (const [mark] of text.matchAll(/"[^"]*"|;[^\n]*|[{}]/g)) {
    if (mark === '{') depth += 1;
    else if (mark === '}') depth -= 1;
    if (depth > 64) throw invalid('has records nested more than 64 deep');
  }
  if (depth !== 0) throw invalid('is cut short: its braces do not match');
}
