import { Scan } from '../scan.ts';
import type { Field, Header } from './header.ts';
import { unpacked } from './lzf.ts';

/** The first number of each point under a name. */
export type Columns = ReadonlyMap<string, Float64Array>;

/** One row per kind of body. */
const bodies: Readonly<Record<string, (bytes: ArrayBuffer, header: Header) => Columns>> = {
  ascii: readText,
  binary: (bytes, header) => {
    const view = new DataView(bytes, header.end);
    return readValues(view, header, (point, { offset }) => point * header.size + offset);
  },
  // all points' numbers of a field, and then of the next
  binary_compressed: (bytes, header) => {
    const [packed = 0, length = 0] = new Uint32Array(bytes.slice(header.end, header.end + 8));
    const view = new DataView(unpacked(new Uint8Array(bytes, header.end + 8, packed), length));
    return readValues(view, header, (point, { offset, size, count }) => header.points * offset + point * size * count);
  },
};

export function readColumns(bytes: ArrayBuffer, header: Header): Columns {
  const read = bodies[header.data];
  if (!read) throw new Error(`its points are ${header.data}, which is not known`);
  return read(bytes, header);
}

function columnsFor({ fields, points }: Header): Map<string, Float64Array> {
  return new Map(fields.map(({ name }) => [name, new Float64Array(points)]));
}

/** A colour is three bytes, whatever number they are said to be. */
function readText(bytes: ArrayBuffer, header: Header): Columns {
  const columns = columnsFor(header);
  const scan = new Scan(new Uint8Array(bytes), header.end);
  const float = new DataView(new ArrayBuffer(4));
  for (let point = 0; point < header.points; point++) {
    while (scan.ended()) if (!scan.nextLine()) throw new Error('it is cut short');
    for (const { name, type, count } of header.fields) {
      const value = scan.number();
      for (let more = 1; more < count && !scan.ended(); more++) scan.number();
      float.setFloat32(0, value);
      const column = columns.get(name);
      if (column) column[point] = name === 'rgb' && type === 'F' ? float.getUint32(0) : value;
    }
    scan.skip();
  }
  return columns;
}

function readValues(view: DataView, header: Header, at: (point: number, field: Field) => number): Columns {
  const columns = columnsFor(header);
  for (const field of header.fields) {
    const column = columns.get(field.name);
    const take = takers[field.name === 'rgb' ? 'U4' : field.type + field.size];
    if (!column || !take) continue;
    for (let point = 0; point < header.points; point++) column[point] = take(view, at(point, field));
  }
  return columns;
}

/** By their letter and how many bytes they have. */
const takers: Readonly<Record<string, (view: DataView, at: number) => number>> = {
  F4: (view, at) => view.getFloat32(at, true),
  F8: (view, at) => view.getFloat64(at, true),
  I1: (view, at) => view.getInt8(at),
  I2: (view, at) => view.getInt16(at, true),
  I4: (view, at) => view.getInt32(at, true),
  I8: (view, at) => Number(view.getBigInt64(at, true)),
  U1: (view, at) => view.getUint8(at),
  U2: (view, at) => view.getUint16(at, true),
  U4: (view, at) => view.getUint32(at, true),
  U8: (view, at) => Number(view.getBigUint64(at, true)),
};
