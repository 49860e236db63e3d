import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { text, viewOf } from '../images/bytes.ts';
import { type FbxImage, type FbxObjects, imagesUsed } from './fbx-objects.ts';
import { checkVersion } from './fbx-version.ts';
import { invalid, tooLarge, truncated, within } from '../refuse.ts';

const unpack = promisify(inflate);

/** Bytes of all lists of numbers, unpacked. */
const MAX_LIST_BYTES = 512 * 2 ** 20;
const MAX_DEPTH = 64;
/** Bytes of a value, by the letter of its type. */
const sizes: Record<string, number> = { C: 1, B: 1, Y: 2, I: 4, F: 4, D: 8, L: 8 };
/** Bytes of a value of a list, by the letter of its type. */
const listed: Record<string, number> = { b: 1, c: 1, i: 4, f: 4, d: 8, l: 8 };

interface Property {
  type: string;
  value: string | number | bigint;
  bytes: Uint8Array;
  /** Number of values of a list; 0 for other properties. */
  count: number;
}

/** A binary FBX while it is read. */
interface FbxReading {
  bytes: Uint8Array;
  version: number;
  objects: FbxObjects;
  lists: Property[];
}

/**
 * Reads the records of a binary FBX: all must lie within the file, and lists of numbers unpack to their announced length.
 * @returns the images that its textures use
 */
export async function readFbx(bytes: Uint8Array): Promise<FbxImage[]> {
  const version = within('a header', () => viewOf(bytes).getUint32(23, true));
  checkVersion(version);
  const objects: FbxObjects = { videos: new Map(), textures: new Map(), links: [] };
  const reading: FbxReading = { bytes, version, objects, lists: [] };
  within('more records', () => {
    for (let at = 27; at < bytes.length - 160; ) {
      const next = readRecord(reading, at, [], undefined);
      if (next === 0) break;
      at = next;
    }
  });
  await checkLists(reading.lists);
  return imagesUsed(objects);
}

/**
 * Reads a record and the records in it.
 * @param path names of the records that it is in
 * @param owner id of the object that it is in
 * @returns where the next record begins, 0 where there is none
 */
function readRecord(reading: FbxReading, at: number, path: string[], owner: string | undefined): number {
  if (path.length > MAX_DEPTH) throw invalid(`has records nested more than ${MAX_DEPTH} deep`);
  const { bytes, version, objects, lists } = reading;
  const view = viewOf(bytes);
  const wide = version >= 7500;
  const field = (index: number) =>
    wide ? Number(view.getBigUint64(at + index * 8, true)) : view.getUint32(at + index * 4, true);
  const [end, count] = [field(0), field(1)];
  const named = at + (wide ? 24 : 12);
  if (end === 0) return 0;
  if (end > bytes.length) throw truncated('more records');
  if (end <= named) throw invalid('is a damaged FBX: a record ends before it begins');
  const length = view.getUint8(named);
  const name = text(bytes, named + 1, named + 1 + length);
  let inside = named + 1 + length;
  const properties: Property[] = [];
  for (let index = 0; index < count; index++) {
    const { property, next } = readProperty(bytes, inside, end);
    properties.push(property);
    if (property.count > 0) lists.push(property);
    inside = next;
  }
  const own = keep(name, path, properties, objects, owner);
  while (inside < end) {
    const next = readRecord(reading, inside, [...path, name], own);
    if (next === 0) break;
    inside = next;
  }
  return end;
}

function readProperty(bytes: Uint8Array, at: number, end: number): { property: Property; next: number } {
  const view = viewOf(bytes);
  const type = text(bytes, at, at + 1);
  const start = at + 1;
  const property: Property = { type, value: 0, bytes: new Uint8Array(), count: 0 };
  let next = start + (sizes[type] ?? 0);
  if (type === 'L') property.value = view.getBigInt64(start, true);
  else if (type === 'S' || type === 'R') {
    next = start + 4 + view.getUint32(start, true);
    property.bytes = bytes.subarray(start + 4, next);
    if (type === 'S') property.value = Buffer.from(property.bytes).toString('utf8');
  } else if (listed[type] !== undefined) {
    property.count = view.getUint32(start, true);
    const packed = view.getUint32(start + 4, true) === 1;
    next = start + 12 + (packed ? view.getUint32(start + 8, true) : property.count * (listed[type] ?? 0));
    property.bytes = bytes.subarray(start + 12, next);
    property.value = packed ? 1 : 0;
  } else if (sizes[type] === undefined) throw invalid('is a damaged FBX: it has a value of an unknown type');
  if (next > end) throw truncated('more values');
  return { property, next };
}

/** Keeps what a record says of images. @returns the id of the object that it is, or is in */
function keep(
  name: string,
  path: string[],
  properties: Property[],
  objects: FbxObjects,
  owner: string | undefined,
): string | undefined {
  const [first, second, third] = properties;
  if (path.length === 1 && path[0] === 'Objects') {
    const id = String(first?.value ?? '');
    const kind = { Video: objects.videos, Texture: objects.textures }[name];
    kind?.set(id, { relative: '', absolute: '', content: undefined });
    return kind && id;
  }
  if (path.length === 1 && path[0] === 'Connections' && name === 'C')
    objects.links.push([String(second?.value), String(third?.value)]);
  const image =
    owner === undefined || path.length !== 2 ? undefined : (objects.videos.get(owner) ?? objects.textures.get(owner));
  if (image && name === 'RelativeFilename') image.relative = String(first?.value ?? '');
  if (image && /^filename$/i.test(name)) image.absolute = String(first?.value ?? '');
  if (image && name === 'Content' && first && first.bytes.length > 0) image.content = first.bytes;
  return owner;
}

async function checkLists(lists: Property[]): Promise<void> {
  const total = lists.reduce((sum, { count, type }) => sum + count * (listed[type] ?? 0), 0);
  if (total > MAX_LIST_BYTES) throw tooLarge(`has ${total} bytes of numbers; the limit is ${MAX_LIST_BYTES}`);
  for (const { count, type, value, bytes } of lists) {
    if (value !== 1) continue;
    const size = count * (listed[type] ?? 0);
    const found = await unpack(bytes, { maxOutputLength: size + 1 }).catch(() => undefined);
    if (found?.length !== size)
      throw invalid(`is a damaged FBX: a list does not unpack to the ${count} values that it announces`);
  }
}
