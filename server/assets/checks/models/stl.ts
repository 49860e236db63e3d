import { viewOf } from '../images/bytes.ts';
import { type ModelKind, nothing } from '../model-kind.ts';
import { invalid, truncated } from '../refuse.ts';
import { beginning, countOf as countIn, textOf } from './text.ts';

/** Bytes before the triangles: a comment of 80, and their count. */
const HEADER = 84;
const TRIANGLE = 50;
/** Bytes after the triangles up to which a file's length identifies it. */
const MAX_EXTRA_BYTES = 1024;

/** STL, binary or text: triangles, with a colour each in the dialects of Magics and VisCAM. */
export const stl: ModelKind = {
  is: bytes => isWhole(bytes) || isText(bytes),
  names: ['.stl'],
  async open(bytes) {
    if (fits(bytes)) checkCount(countOf(bytes));
    else if (isText(bytes)) checkText(textOf(bytes));
    else checkBinary(bytes);
    return nothing;
  },
};

function countOf(bytes: Uint8Array): number {
  return bytes.length < HEADER ? -1 : viewOf(bytes).getUint32(80, true);
}

/**
 * Whether a file has room for as many triangles as a binary header announces: binary files may begin with `solid` too. In a text
 * file, the letters at the place of the count are a number that no file has room for.
 */
function fits(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && bytes.length >= HEADER + countOf(bytes) * TRIANGLE;
}

/** Whether a file is binary, and about as long as it announces: some programs write a few bytes more. */
function isWhole(bytes: Uint8Array): boolean {
  return fits(bytes) && bytes.length - HEADER - countOf(bytes) * TRIANGLE < (countOf(bytes) > 0 ? MAX_EXTRA_BYTES : 1);
}

function isText(bytes: Uint8Array): boolean {
  const start = beginning(bytes);
  return /^\s*solid\b/i.test(start) && /\b(?:facet\s+normal|endsolid)\b/i.test(start);
}

function checkCount(count: number): void {
  if (count < 1) throw invalid('is an STL without a triangle');
}

function checkBinary(bytes: Uint8Array): void {
  refuseText(bytes);
  const count = countOf(bytes);
  checkCount(count);
  if (HEADER + count * TRIANGLE > bytes.length) throw truncated(`${count} triangles`);
}

/** Refuses text in another encoding, or truncated before its first triangle. */
function refuseText(bytes: Uint8Array): void {
  if (bytes.length < HEADER || /^\s*solid\b[\x20-\x7e\s]*$/i.test(beginning(bytes, 512))) textOf(bytes);
  if (bytes.length < HEADER) throw invalid('is not an STL: it is shorter than its header');
}

function checkText(stl: string): void {
  const facets = countIn(stl, /\bfacet[ \t]+normal\b/gi);
  const corners = countIn(stl, /\bvertex\s/gi);
  checkCount(facets);
  // some programs leave endsolid out
  if (!/\bendsolid\b|\bendfacet\s*$/i.test(stl.slice(-2048)))
    throw truncated(`${facets} triangles, and has ${corners} corners`);
  if (corners !== facets * 3) throw invalid(`has ${corners} corners for ${facets} facets, which need three each`);
}
