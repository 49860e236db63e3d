import { unzlibSync } from 'three/addons/libs/fflate.module.js';

/** A record of an FBX, which all of it is made of. */
export interface FbxRecord {
  name: string;
  values: FbxValue[];
  children: FbxRecord[];
}

/** A value as a binary FBX has it: most are passed on unread. */
export interface FbxValue {
  /** The letter of its type. */
  type: string;
  bytes: Uint8Array;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

export function stringValue(text: string): FbxValue {
  return { type: 'S', bytes: sized(encoder.encode(text)) };
}

export function bytesValue(bytes: Uint8Array): FbxValue {
  return { type: 'R', bytes: sized(bytes) };
}

export function numberValue(number: number): FbxValue {
  return { type: 'D', bytes: new Uint8Array(Float64Array.of(number).buffer) };
}

export function listValue(numbers: ArrayLike<number>): FbxValue {
  const bytes = new Uint8Array(12 + numbers.length * 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, numbers.length, true);
  view.setUint32(8, numbers.length * 8, true);
  for (let at = 0; at < numbers.length; at++) view.setFloat64(12 + at * 8, numbers[at] ?? 0, true);
  return { type: 'd', bytes };
}

/** Bytes of a string or of what is held, after how many there are. */
function sized(bytes: Uint8Array): Uint8Array {
  const found = new Uint8Array(4 + bytes.length);
  new DataView(found.buffer).setUint32(0, bytes.length, true);
  found.set(bytes, 4);
  return found;
}

/** A string up to its first NUL, after which a binary FBX has the object's class; of a number, how it is written. */
export function textOf(value: FbxValue | undefined): string {
  if (!value) return '';
  if (value.type === 'S') return decoder.decode(value.bytes.subarray(4)).split('\0', 1)[0] ?? '';
  if (value.type === 'L') return String(viewOf(value).getBigInt64(0, true));
  return 'IDFYCB'.includes(value.type) ? String(numberOf(value)) : '';
}

export function numberOf(value: FbxValue | undefined): number {
  if (!value) return NaN;
  const view = viewOf(value);
  switch (value.type) {
    case 'D':
      return view.getFloat64(0, true);
    case 'F':
      return view.getFloat32(0, true);
    case 'I':
      return view.getInt32(0, true);
    case 'L':
      return Number(view.getBigInt64(0, true));
    case 'Y':
      return view.getInt16(0, true);
    case 'C':
    case 'B':
      return view.getUint8(0) & 1;
    case 'S':
      return Number(textOf(value));
    default:
      return NaN;
  }
}

/** What is held: the bytes of an image. */
export function heldIn({ type, bytes }: FbxValue): Uint8Array {
  return type === 'R' ? bytes.subarray(4) : new Uint8Array();
}

/** Numbers of a list, unpacked. */
export function listOf(value: FbxValue | undefined): number[] {
  if (!value) return [];
  const view = viewOf(value);
  const [count, packed] = [view.getUint32(0, true), view.getUint32(4, true) === 1];
  const raw = value.bytes.subarray(12);
  const list = packed ? unzlibSync(raw) : raw;
  const numbers = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const read: Record<string, (at: number) => number> = {
    d: at => numbers.getFloat64(at * 8, true),
    f: at => numbers.getFloat32(at * 4, true),
    i: at => numbers.getInt32(at * 4, true),
    l: at => Number(numbers.getBigInt64(at * 8, true)),
  };
  const one = read[value.type];
  return one ? Array.from({ length: count }, (_, at) => one(at)) : [];
}

/** How many numbers a list has. */
export function countOf(value: FbxValue | undefined): number {
  return value && 'dfilbc'.includes(value.type) ? viewOf(value).getUint32(0, true) : 0;
}

function viewOf({ bytes }: FbxValue): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The first record of a name within another. */
export function childOf(record: FbxRecord, name: string): FbxRecord | undefined {
  return record.children.find(child => child.name === name);
}

/** What a record says under a name: its own record's first value. */
export function valueIn(record: FbxRecord, name: string): FbxValue | undefined {
  return childOf(record, name)?.values[0];
}

/** Values of a property, without its name and type. */
export function propertyOf(record: FbxRecord, name: string): FbxValue[] | undefined {
  const properties = childOf(record, 'Properties70')?.children;
  return properties?.find(({ values }) => textOf(values[0]) === name)?.values.slice(4);
}

/** Puts a value in the place of what a record has under a name. */
export function setValue(record: FbxRecord, name: string, value: FbxValue): void {
  record.children = [...record.children.filter(child => child.name !== name), { name, values: [value], children: [] }];
}
