import { text, viewOf } from '../images/bytes.ts';
import { unpackLz4 } from './lz4.ts';
import { within } from '../refuse.ts';

/** Numbers of value types in a binary layer. */
const types = { asset: 12, reference: 35, payload: 47, payloads: 55 } as const;

/** References of a binary layer to other files. */
export interface CrateAssets {
  /** Files that its attributes name. */
  assets: string[];
  hasReferences: boolean;
  /** All its names and texts. */
  tokens: string[];
}

/** Reads the names of files from a binary layer whose tables were checked. Files before version 0.4 (2016) are not compressed, and not read. */
export function crateAssets(bytes: Uint8Array): CrateAssets {
  return within('more names', () => {
    if ((bytes[9] ?? 0) < 4) return { assets: [], hasReferences: false, tokens: [] };
    const view = viewOf(bytes);
    const number = (at: number) => Number(view.getBigUint64(at, true));
    const tables = new Map<string, number>();
    const start = number(16);
    for (let table = 0; table < number(start); table++) {
      const at = start + 8 + table * 32;
      tables.set(text(bytes, at, at + 16).replace(/\0.*/s, ''), number(at + 16));
    }
    const [names, fields] = [tables.get('TOKENS') ?? 0, tables.get('FIELDS') ?? 0];
    const packed = bytes.subarray(names + 24, names + 24 + number(names + 16));
    const tokens = Buffer.from(unpack(packed, number(names + 8)))
      .toString('utf8')
      .split('\0');
    const places = fields + 16;
    const values = places + number(fields + 8);
    const count = number(fields);
    const found = viewOf(unpack(bytes.subarray(values + 8, values + 8 + number(values)), count * 8));
    const [assets, kinds] = [new Set<string>(), new Set<number>()];
    for (let field = 0; field < count; field++) {
      const kind = found.getUint8(field * 8 + 6);
      kinds.add(kind);
      // the value of an asset is an index into the table of names
      if (kind === types.asset) assets.add(tokens[found.getUint32(field * 8, true)] ?? '');
    }
    const hasReferences = [types.reference, types.payload, types.payloads].some(kind => kinds.has(kind));
    return { assets: [...assets], hasReferences, tokens };
  });
}

/** Unpacks a table: one block, or several that unpack to equal sizes. */
function unpack(packed: Uint8Array, size: number): Uint8Array {
  const count = packed[0] ?? 0;
  if (count === 0) return unpackLz4(packed.subarray(1), size);
  const [view, plain] = [viewOf(packed), new Uint8Array(size)];
  for (let block = 0, at = 1, to = 0; block < count; block++) {
    const length = view.getInt32(at, true);
    const part = unpackLz4(packed.subarray(at + 4, at + 4 + length), size - to);
    plain.set(part, to);
    to += part.length;
    at += 4 + length;
  }
  return plain;
}
