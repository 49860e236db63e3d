import { readImages } from './beside.ts';
import type { ModelKind } from '../model-kind.ts';
import { invalid, tooLarge, unsupported } from '../refuse.ts';
import { beginning, countOf, textOf } from './text.ts';

/** Bytes of a VRML, whose parser is slow. */
const MAX_TEXT_BYTES = 32 * 2 ** 20;

/** VRML 2.0 (97), a text format. */
export const vrml: ModelKind = {
  is: bytes => /^#VRML V\d/.test(beginning(bytes, 16)),
  names: ['.wrl', '.vrml'],
  async open(bytes, readBeside) {
    const text = textOf(bytes);
    if (bytes.length > MAX_TEXT_BYTES)
      throw tooLarge(`has ${bytes.length} bytes of text; the limit is ${MAX_TEXT_BYTES}`);
    checkKind(text);
    const plain = withoutComments(text);
    checkNodes(plain);
    return readImages(texturesOf(plain), readBeside);
  },
};

function checkKind(text: string): void {
  const [, version, encoding] = /^#VRML V(\d+\.\d+) (\w+)/.exec(text) ?? [];
  if (version === undefined) throw invalid('is not a VRML: its first line is not "#VRML V2.0 utf8"');
  if (version !== '2.0' || encoding !== 'utf8')
    throw unsupported(`is VRML ${version} (${encoding}); 2.0 is read, also called 97`);
}

/** `#` begins a comment outside of a string. */
function withoutComments(text: string): string {
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|#[^\r\n]*/gs, found => (found.startsWith('#') ? '' : found));
}

function checkNodes(text: string): void {
  const words = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/gs, '""');
  const [part] = /\b(?:EXTERNPROTO|PROTO|Inline|MovieTexture)\b/.exec(words) ?? [];
  if (part) throw unsupported(`has a ${part}, which is not drawn: export the scene without it`);
  if (countOf(words, /\{/g) !== countOf(words, /\}/g)) throw invalid('is cut short: its braces do not match');
  let [depth, deepest] = [0, 0];
  for (const [brace] of words.matchAll(/[{}]/g)) {
    depth += brace === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  if (deepest > 300) throw invalid('has nodes nested more than 300 deep');
  if (countOf(words, /\bUSE\b/g) > 20_000) throw tooLarge('reuses its nodes (USE) more than 20000 times');
}

/** The first address of each image; the others are fallbacks. */
function texturesOf(text: string): string[] {
  return [...text.matchAll(/\bImageTexture\s*\{[^{}]*?\burl\s*\[?\s*"([^"]+)"/g)].map(([, url = '']) => url);
}
