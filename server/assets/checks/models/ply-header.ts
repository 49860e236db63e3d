import { text } from '../images/bytes.ts';
import { invalid, truncated } from '../refuse.ts';

const sizes: Record<string, number> = {
  char: 1,
  uchar: 1,
  int8: 1,
  uint8: 1,
  short: 2,
  ushort: 2,
  int16: 2,
  uint16: 2,
  int: 4,
  uint: 4,
  int32: 4,
  uint32: 4,
  float: 4,
  float32: 4,
  double: 8,
  float64: 8,
};

export interface PlyProperty {
  name: string;
  /** Bytes of a value. */
  size: number;
  type: string;
  /** Bytes of the count before a list's values; 0 for a single value. */
  countSize: number;
}

export interface PlyElement {
  name: string;
  count: number;
  properties: PlyProperty[];
}

export interface PlyHeader {
  format: 'ascii' | 'binary_little_endian' | 'binary_big_endian';
  elements: PlyElement[];
  comments: string[];
  /** Where the values begin. */
  end: number;
}

/** Bytes that a header may have. */
const MAX_HEADER_BYTES = 65_536;

/** @throws Refusal where the header is invalid, or has types that PLY does not define */
export function readPlyHeader(bytes: Uint8Array): PlyHeader {
  const start = text(bytes, 0, MAX_HEADER_BYTES);
  const found = /^ply\s[\s\S]*?\bend_header[ \t]*(?:\r\n|\n|\r)/.exec(start);
  if (!found)
    throw start.includes('end_header')
      ? invalid('is a PLY whose header is damaged')
      : truncated('a header that does not end');
  const header: PlyHeader = { format: 'ascii', elements: [], comments: [], end: found[0].length };
  for (const line of found[0].split(/\r\n|\n|\r/)) readLine(line.trim(), header);
  return header;
}

function readLine(line: string, header: PlyHeader): void {
  const [word, ...rest] = line.split(/\s+/);
  const element = header.elements.at(-1);
  if (word === 'format') header.format = formatOf(rest[0]);
  else if (word === 'comment') header.comments.push(line.slice(7).trim());
  else if (word === 'element') header.elements.push({ name: rest[0] ?? '', count: countOf(rest[1]), properties: [] });
  else if (word === 'property' && element) element.properties.push(propertyOf(rest));
}

function formatOf(written: string | undefined): PlyHeader['format'] {
  if (written === 'ascii' || written === 'binary_little_endian' || written === 'binary_big_endian') return written;
  throw invalid(`is a PLY of the unknown format ${String(written).slice(0, 40)}`);
}

function countOf(written: string | undefined): number {
  const count = Number(written);
  if (!Number.isSafeInteger(count) || count < 0)
    throw invalid(`is a PLY with an element of ${String(written).slice(0, 40)} entries`);
  return count;
}

function propertyOf(words: string[]): PlyProperty {
  const list = words[0] === 'list';
  const [type = '', name = ''] = list ? words.slice(2) : words;
  return { name, type, size: sizeOf(type), countSize: list ? sizeOf(words[1] ?? '') : 0 };
}

function sizeOf(type: string): number {
  const size = sizes[type];
  if (size === undefined) throw invalid(`is a PLY with a property of the unknown type ${type.slice(0, 40)}`);
  return size;
}
