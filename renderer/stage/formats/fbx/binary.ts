import type { FbxRecord, FbxValue } from './record.ts';

const magic = 'Kaydara FBX Binary  \0\x1a\0';
/** Before the records: the magic and a version. */
const header = 27;
/** The version from which a record's numbers have 64 bits. */
const wide = 7500;
/** A record's three numbers and the length of its name, in that version. */
const head = 25;
/** Bytes after the last record, which readers leave out. */
const footer = 176;
/** Bytes of a value, by the letter of its type. */
const sizes: Readonly<Record<string, number>> = { C: 1, B: 1, Y: 2, I: 4, F: 4, D: 8, L: 8 };
const itemSizes: Readonly<Record<string, number>> = { b: 1, c: 1, i: 4, f: 4, d: 8, l: 8 };

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function isBinary(bytes: Uint8Array): boolean {
  return decoder.decode(bytes.subarray(0, 18)) === magic.slice(0, 18);
}

/** Records of a binary FBX, which was checked to hold together. Copies no values. */
export function readBinary(bytes: Uint8Array): FbxRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isWide = view.getUint32(23, true) >= wide;
  const number = (at: number) => (isWide ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true));
  const size = isWide ? 8 : 4;

  const recordAt = (at: number): { record: FbxRecord; end: number } | undefined => {
    const end = number(at);
    if (end === 0) return undefined;
    const count = number(at + size);
    const named = at + size * 3;
    let inside = named + 1 + view.getUint8(named);
    const record: FbxRecord = { name: decoder.decode(bytes.subarray(named + 1, inside)), values: [], children: [] };
    for (let index = 0; index < count; index++) {
      const value = valueAt(bytes, view, inside);
      record.values.push(value);
      inside += 1 + value.bytes.length;
    }
    record.children = recordsIn(inside, end);
    return { record, end };
  };

  const recordsIn = (start: number, end: number): FbxRecord[] => {
    const records: FbxRecord[] = [];
    for (let at = start; at < end; ) {
      const found = recordAt(at);
      if (!found) break;
      records.push(found.record);
      at = found.end;
    }
    return records;
  };

  return recordsIn(header, bytes.length - 160);
}

function valueAt(bytes: Uint8Array, view: DataView, at: number): FbxValue {
  const type = String.fromCharCode(view.getUint8(at));
  const start = at + 1;
  return { type, bytes: bytes.subarray(start, start + lengthOf(type, view, start)) };
}

function lengthOf(type: string, view: DataView, at: number): number {
  if (type === 'S' || type === 'R') return 4 + view.getUint32(at, true);
  const item = itemSizes[type];
  if (item === undefined) return sizes[type] ?? 0;
  const packed = view.getUint32(at + 4, true) === 1;
  return 12 + (packed ? view.getUint32(at + 8, true) : view.getUint32(at, true) * item);
}

/** A binary FBX of these records. */
export function writeBinary(records: readonly FbxRecord[]): ArrayBuffer {
  const lengths = new Map<FbxRecord, number>();
  const end = records.reduce((sum, record) => sum + measure(record, lengths), header);
  const bytes = new Uint8Array((end + footer) & ~15);
  const view = new DataView(bytes.buffer);
  bytes.set(encoder.encode(magic));
  view.setUint32(23, wide, true);
  let at = header;
  for (const record of records) at = write(record, at, bytes, view, lengths);
  return bytes.buffer;
}

function measure(record: FbxRecord, lengths: Map<FbxRecord, number>): number {
  let length = head + encoder.encode(record.name).length;
  for (const { bytes } of record.values) length += 1 + bytes.length;
  for (const child of record.children) length += measure(child, lengths);
  lengths.set(record, length);
  return length;
}

/** @returns where the next one begins */
function write(
  record: FbxRecord,
  at: number,
  bytes: Uint8Array,
  view: DataView,
  lengths: ReadonlyMap<FbxRecord, number>,
): number {
  const name = encoder.encode(record.name);
  view.setBigUint64(at, BigInt(at + (lengths.get(record) ?? 0)), true);
  view.setBigUint64(at + 8, BigInt(record.values.length), true);
  view.setUint8(at + 24, name.length);
  bytes.set(name, at + head);
  let next = at + head + name.length;
  for (const { type, bytes: value } of record.values) {
    view.setUint8(next, type.charCodeAt(0));
    bytes.set(value, next + 1);
    next += 1 + value.length;
  }
  for (const child of record.children) next = write(child, next, bytes, view, lengths);
  return next;
}
