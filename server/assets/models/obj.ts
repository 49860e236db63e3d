import { baseName, readImages, readNamed } from './beside.ts';
import type { Beside, ModelKind, ReadBeside } from './model-kind.ts';
import { texturesOf } from './mtl.ts';
import { invalid } from './refuse.ts';
import { beginning, textOf } from './text.ts';

/** Wavefront OBJ, with the materials and textures that it names. */
export const obj: ModelKind = {
  is: bytes =>
    /^(?:\s*#[^\n]*\n|\s*\n)*\s*(?:mtllib|usemtl|o|g|v|vn|vt)\s/.test(beginning(bytes)) &&
    /^v\s+[-+.\d]/m.test(beginning(bytes, 65_536)),
  names: ['.obj'],
  async open(bytes, readBeside) {
    const text = textOf(bytes);
    checkIndices(text);
    const files = new Map<string, Uint8Array>();
    for (const line of librariesOf(text)) await readLibraries(line, files, readBeside);
    return files;
  },
};

/** What stands after each `mtllib`. */
function librariesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/^[ \t]*mtllib[ \t]+([^\r\n]+)/gm)].map(([, names = '']) => names.trim()));
}

/** One file whose name may have spaces in it, or several; and the images of each. */
async function readLibraries(line: string, files: Map<string, Uint8Array>, readBeside: ReadBeside): Promise<void> {
  const several = /\.mtl\s+\S/i.test(line) ? line.split(/(?<=\.mtl)\s+/i) : [line];
  for (const name of several) {
    const bytes = await readNamed(name, readBeside);
    files.set(name, bytes);
    for (const [image, content] of await readTextures(name, bytes, readBeside)) files.set(image, content);
  }
}

async function readTextures(library: string, bytes: Uint8Array, readBeside: ReadBeside): Promise<Beside> {
  const folder = library.replaceAll('\\', '/').slice(0, -baseName(library).length);
  const within: ReadBeside = uri => readBeside(/^[a-z]+:/i.test(uri) ? uri : folder + uri).catch(() => readBeside(uri));
  return readImages(texturesOf(textOf(bytes)), within);
}

/** Every corner of a face, line or point names a vertex that is there: others would be drawn at no place at all. */
function checkIndices(text: string): void {
  const counts = { v: 0, vt: 0, vn: 0 };
  for (const line of statementsOf(text)) {
    const [word = '', ...rest] = line.split(/\s+/);
    if (word === 'v' || word === 'vt' || word === 'vn') {
      counts[word] += 1;
      if (word === 'v') checkPlace(rest, line);
    } else if (word === 'f' || word === 'l' || word === 'p') for (const corner of rest) checkCorner(corner, counts);
  }
  if (counts.v === 0) throw invalid('has no vertices (lines that begin with v): it is no OBJ, or is empty');
}

/** Lines, where one that ends in a backslash goes on in the next. */
function* statementsOf(text: string): Generator<string> {
  let begun = '';
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = (end < 0 ? text.slice(at) : text.slice(at, end)).trim();
    at = end < 0 ? text.length : end + 1;
    if (line.endsWith('\\')) begun += `${line.slice(0, -1)} `;
    else {
      yield begun + line;
      begun = '';
    }
  }
}

function checkPlace([x, y, z]: string[], line: string): void {
  if (![x, y, z].every(part => part !== undefined && Number.isFinite(Number.parseFloat(part))))
    throw invalid(`has a vertex that is no three numbers: "${line.trim().slice(0, 60)}"`);
}

function checkCorner(corner: string, counts: { v: number; vt: number; vn: number }): void {
  if (corner === '') return;
  const [v = '', vt = '', vn = ''] = corner.split('/');
  if (!reaches(v, counts.v) || (vt !== '' && !reaches(vt, counts.vt)) || (vn !== '' && !reaches(vn, counts.vn)))
    throw invalid(`has a face, line or point with the corner "${corner.slice(0, 40)}", and no such vertex before it`);
}

/** Counted from 1, or backwards from -1. */
function reaches(written: string, count: number): boolean {
  const index = Number(written);
  return Number.isInteger(index) && index !== 0 && Math.abs(index) <= count;
}
