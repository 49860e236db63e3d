import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { text, viewOf } from '../images/bytes.ts';
import { invalid, tooLarge, unsupported, within } from '../refuse.ts';

const unpack = promisify(inflateRaw);

/** Bytes of all files of an archive, unpacked. */
const MAX_UNPACKED_BYTES = 384 * 2 ** 20;
const MAX_FILES = 10_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** ZIP64: the locator of its end record, that record, and the extra field of an entry with 64-bit sizes. */
const LOCATOR = 0x07064b50;
const END64 = 0x06064b50;
const FIELD64 = 1;
const FULL = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** A file in an archive. */
export interface Packed {
  name: string;
  /** Bytes when unpacked. */
  size: number;
  /** @throws Refusal where it does not unpack to `size` bytes */
  read(): Promise<Uint8Array>;
}

/**
 * Lists the files of a ZIP archive, without folders.
 * @throws Refusal where it is damaged, encrypted or too large
 */
export function readZip(bytes: Uint8Array): Packed[] {
  return within('more files', () => {
    const { count, start } = endOf(bytes);
    if (count > MAX_FILES) throw tooLarge(`holds ${count} files; the limit is ${MAX_FILES}`);
    const files: Packed[] = [];
    let [at, total] = [start, 0];
    for (let entry = 0; entry < count; entry++) {
      const { file, next } = entryAt(bytes, at);
      total += file.size;
      if (total > MAX_UNPACKED_BYTES) throw tooLarge(`unpacks to more than ${MAX_UNPACKED_BYTES} bytes`);
      if (!file.name.endsWith('/')) files.push(file);
      at = next;
    }
    return files;
  });
}

/** The central directory, located by a record at the end, after which a comment may follow. */
function endOf(bytes: Uint8Array): { count: number; start: number } {
  const view = viewOf(bytes);
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--)
    if (view.getUint32(at, true) === END)
      return wideEndOf(view, at) ?? { count: view.getUint16(at + 10, true), start: view.getUint32(at + 16, true) };
  throw invalid('is a ZIP archive that is cut short: its table of contents is missing');
}

/** The central directory of ZIP64, located by a record just before. */
function wideEndOf(view: DataView, end: number): { count: number; start: number } | undefined {
  if (end < 20 || view.getUint32(end - 20, true) !== LOCATOR) return undefined;
  const at = Number(view.getBigUint64(end - 12, true));
  if (view.getUint32(at, true) !== END64) throw invalid('is a damaged ZIP archive');
  return { count: Number(view.getBigUint64(at + 32, true)), start: Number(view.getBigUint64(at + 48, true)) };
}

function entryAt(bytes: Uint8Array, at: number): { file: Packed; next: number } {
  const view = viewOf(bytes);
  if (view.getUint32(at, true) !== ENTRY) throw invalid('is a damaged ZIP archive');
  const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const [named, extra, comment] = [28, 30, 32].map(field => view.getUint16(at + field, true)) as [
    number,
    number,
    number,
  ];
  const { size, packed, offset } = extentOf(view, at, at + 46 + named, extra);
  const name = Buffer.from(text(bytes, at + 46, at + 46 + named), 'latin1').toString('utf8');
  if (flags & 1) throw unsupported('is an encrypted archive');
  if (method !== STORED && method !== DEFLATED)
    throw unsupported('is a ZIP archive with a compression other than deflate');
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length || (method === STORED && packed !== size))
    throw invalid('is a ZIP archive that is cut short');
  const body = bytes.subarray(start, start + packed);
  const read = () => (method === STORED ? Promise.resolve(body) : inflate(name, body, size));
  return { file: { name, size, read }, next: at + 46 + named + extra + comment };
}

/** Offset and sizes of an entry's file; full 32-bit fields continue in the extra field of ZIP64, in order. */
function extentOf(view: DataView, at: number, fields: number, length: number) {
  let [size, packed, offset] = [24, 20, 42].map(field => view.getUint32(at + field, true)) as [number, number, number];
  for (let field = fields; field + 4 <= fields + length; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== FIELD64) continue;
    let next = field + 4;
    const wide = (number: number) => {
      if (number !== FULL) return number;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    [size, packed, offset] = [wide(size), wide(packed), wide(offset)];
  }
  return { size, packed, offset };
}

async function inflate(name: string, body: Uint8Array, size: number): Promise<Uint8Array> {
  // one byte more than announced tells a bomb from a file
  const found = await unpack(body, { maxOutputLength: size + 1 }).catch(() => undefined);
  if (found?.length === size) return found;
  throw invalid(`is a damaged archive: "${name.slice(0, 80)}" does not unpack to the ${size} bytes that it announces`);
}
