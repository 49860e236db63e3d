import { Refusal } from '../../refusal.ts';
import { unlessAbsent } from '../absent.ts';
import { baseName, readImages, readNamed } from './beside.ts';
import type { Beside, ModelKind, ReadBeside } from '../model-kind.ts';
import { texturesOf, withoutComment } from './mtl.ts';
import { wrongCorner } from './obj-corners.ts';
import { invalid, tooLarge, unsupported } from '../refuse.ts';
import { beginning, firstLine, textOf } from './text.ts';

/** Material libraries. */
const MAX_LIBRARIES = 100;

/** Wavefront OBJ, with the materials and textures that it names. */
export const obj: ModelKind = {
  is: bytes =>
    /^(?:mtllib|usemtl|o|g|s|v|vn|vt)\s/.test(firstLine(bytes, '#')) &&
    /^[ \t]*v[ \t]+[-+.\d]/m.test(beginning(bytes, 65_536)),
  names: ['.obj'],
  async open(bytes, readBeside) {
    const text = textOf(bytes);
    checkPolygonal(text);
    checkIndices(text);
    const files = new Map<string, Uint8Array | Refusal>();
    const libraries = librariesOf(text);
    if (libraries.size > MAX_LIBRARIES)
      throw tooLarge(`names ${libraries.size} material libraries; the limit is ${MAX_LIBRARIES}`);
    for (const line of libraries) await readLibraries(line, files, readBeside);
    return files;
  },
};

/** The arguments of each `mtllib`. */
function librariesOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, names = ''] of text.matchAll(/^[ \t]*mtllib[ \t]+([^\r\n]+)/gm)) found.add(withoutComment(names));
  return found;
}

/** Reads the library of a statement, or several, with the images of each; a name may have spaces. */
async function readLibraries(
  line: string,
  files: Map<string, Uint8Array | Refusal>,
  readBeside: ReadBeside,
): Promise<void> {
  const several = /\.mtl\s+\S/i.test(line) ? line.split(/(?<=\.mtl)\s+/i) : [line];
  for (const name of several) {
    const bytes = await unlessAbsent(readNamed(name, readBeside));
    files.set(name, bytes);
    if (bytes instanceof Refusal) continue;
    for (const [image, content] of await readTextures(name, bytes, readBeside)) files.set(image, content);
  }
}

async function readTextures(library: string, bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  const folder = library.replaceAll('\\', '/').slice(0, -baseName(library).length);
  const within: ReadBeside = uri => readBeside(/^[a-z]+:/i.test(uri) ? uri : folder + uri).catch(() => readBeside(uri));
  return readImages(texturesOf(textOf(bytes)), within);
}

/** Refuses free-form curves and surfaces, and statements of other files. */
function checkPolygonal(text: string): void {
  const [, word] = /^[ \t]*(curv|surf|bsp|bzp|cdc|cdp|call)[ \t]/m.exec(text) ?? [];
  if (word === 'call') throw unsupported('includes other files (call), which are not read: put their lines into it');
  if (word !== undefined)
    throw unsupported(`has free-form curves or surfaces (${word}), which are not drawn: export it as polygons`);
}

/** Checks that every corner of a face, line or point refers to an existing vertex. */
function checkIndices(text: string): void {
  const counts: [places: number, coordinates: number, normals: number] = [0, 0, 0];
  const pending: [line: string, places: number][] = [];
  for (const line of statementsOf(text)) {
    const word = line.charAt(0);
    const next = line.charAt(1);
    if (word === 'v' && isBlank(next)) {
      counts[0] += 1;
      if (!place.test(line)) throw invalid(`has a vertex that is not three numbers: "${line.slice(0, 60)}"`);
    } else if (word === 'v' && isBlank(line.charAt(2))) {
      if (next === 't') counts[1] += 1;
      else if (next === 'n') counts[2] += 1;
    } else if ((word === 'f' || word === 'l' || word === 'p') && isBlank(next)) {
      const wrong = wrongCorner(line, counts);
      if (wrong === undefined) continue;
      // texture coordinates and normals may follow later, unless they are counted backwards
      if (line.includes('-')) throw lacking(wrong);
      pending.push([line, counts[0]]);
    }
  }
  for (const [line, places] of pending) {
    const wrong = wrongCorner(line, [places, counts[1], counts[2]]);
    if (wrong !== undefined) throw lacking(wrong);
  }
  if (counts[0] === 0) throw invalid('has no vertices (lines that begin with v): it is not an OBJ, or is empty');
}

function lacking(corner: string): Error {
  return invalid(
    `has a face, line or point with the corner "${corner.slice(0, 40)}", which refers to a missing vertex`,
  );
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

const place = /^v(?:[ \t]+[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?){3}/;

/** Statements without comments and empty lines; a backslash continues a line in the next. */
function* statementsOf(text: string): Generator<string> {
  let begun: string[] = [];
  // old files end their lines with a carriage return
  const newline = text.includes('\n') ? '\n' : '\r';
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf(newline, at);
    const end = found < 0 ? text.length : found;
    const line = begun.length > 0 || matters(text, at) ? uncommented(text.slice(at, end)) : '';
    at = end + 1;
    if (line.endsWith('\\')) begun.push(line.slice(0, -1));
    else if (line !== '' || begun.length > 0) {
      yield begun.length > 0 ? [...begun, line].join(' ') : line;
      begun = [];
    }
  }
}

function uncommented(line: string): string {
  const comment = line.indexOf('#');
  return (comment < 0 ? line : line.slice(0, comment)).trim();
}

/** Whether a line is neither empty nor a comment. @param at its start */
function matters(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  return first !== 0x0a && first !== 0x23;
}
