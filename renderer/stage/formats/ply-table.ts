import { Scan } from './scan.ts';

/** One value or list of an entry, as the header has it. */
interface Property {
  name: string;
  type: string;
  /** Type of the count before a list's values. */
  count: string | undefined;
}

interface Element {
  name: string;
  count: number;
  properties: Property[];
}

/** Entries of an element: a number for each in `columns`, a list of numbers for each in `lists`. */
export interface Table {
  count: number;
  types: Map<string, string>;
  columns: Map<string, Float64Array | Float32Array>;
  lists: Map<string, number[][]>;
}

export interface Ply {
  vertex: Table;
  face: Table | undefined;
  edge: Table | undefined;
  comments: string[];
}

/** Takes values one after the other. */
interface Taker {
  /** The next value, of a type. */
  take(type: string): number;
  /** Goes past an entry's end: lines of text may have more values than are announced. @returns whether this one had */
  end?(): boolean;
  /** Whether values are as exact as they are written, whatever their type. */
  isExact: boolean;
}

/** Reads all of a PLY, which was found to be whole before it came here. */
export function readPly(bytes: ArrayBuffer): Ply {
  const header = new TextDecoder('latin1').decode(bytes.slice(0, 65_536));
  const [found = ''] = /^ply\s[\s\S]*?\bend_header[ \t]*(?:\r\n|\n|\r)/.exec(header) ?? [];
  const lines = found.split(/\r\n|\n|\r/).map(line => line.trim());
  const format = lines.find(line => line.startsWith('format'))?.split(/\s+/)[1] ?? 'ascii';
  const elements = elementsOf(lines);
  const entries = elements.reduce((sum, { count }) => sum + count, 0);
  const taker =
    format === 'ascii'
      ? takeText(new Uint8Array(bytes), found.length, entries)
      : takeBinary(bytes, found.length, format === 'binary_little_endian');
  const tables = new Map(elements.map(element => [element.name, tableOf(element, taker)] as const));
  const vertex = tables.get('vertex');
  if (!vertex) throw new Error('it has no vertices');
  return {
    vertex,
    face: tables.get('face'),
    edge: tables.get('edge'),
    comments: lines.flatMap(line => /^comment\s+(.*)$/.exec(line)?.[1] ?? []),
  };
}

function elementsOf(lines: string[]): Element[] {
  const elements: Element[] = [];
  for (const line of lines) {
    const [word, ...rest] = line.split(/\s+/);
    if (word === 'element') elements.push({ name: rest[0] ?? '', count: Number(rest[1]), properties: [] });
    if (word !== 'property') continue;
    const list = rest[0] === 'list';
    const [type = '', name = ''] = list ? rest.slice(2) : rest;
    elements.at(-1)?.properties.push({ type, name, count: list ? rest[1] : undefined });
  }
  return elements;
}

function tableOf({ count, properties }: Element, { take, end, isExact }: Taker): Table {
  const table: Table = { count, types: new Map(), columns: new Map(), lists: new Map() };
  const steps = properties.map(({ name, type, count: counted }) => {
    table.types.set(name, type);
    if (counted === undefined) {
      const isDouble = isExact || type.startsWith('d') || type === 'float64';
      const column = isDouble ? new Float64Array(count) : new Float32Array(count);
      table.columns.set(name, column);
      return (entry: number) => void (column[entry] = take(type));
    }
    const list: number[][] = [];
    table.lists.set(name, list);
    return () => {
      const values: number[] = [];
      for (let left = take(counted); left > 0; left--) values.push(take(type));
      list.push(values);
    };
  });
  let isOver = false;
  for (let entry = 0; entry < count; entry++) {
    for (const step of steps) step(entry);
    if (end?.()) isOver = true;
  }
  if (isOver)
    for (const { name } of properties.slice(1 + properties.findIndex(isList) || Infinity)) forget(table, name);
  return table;
}

function takeBinary(bytes: ArrayBuffer, start: number, little: boolean): Taker {
  const view = new DataView(bytes);
  let at = start;
  const takers: Record<string, () => number> = {
    int8: () => view.getInt8(at++),
    uint8: () => view.getUint8(at++),
    int16: () => view.getInt16((at += 2) - 2, little),
    uint16: () => view.getUint16((at += 2) - 2, little),
    int32: () => view.getInt32((at += 4) - 4, little),
    uint32: () => view.getUint32((at += 4) - 4, little),
    float32: () => view.getFloat32((at += 4) - 4, little),
    float64: () => view.getFloat64((at += 8) - 8, little),
  };
  const names = {
    char: 'int8',
    uchar: 'uint8',
    short: 'int16',
    ushort: 'uint16',
    int: 'int32',
    uint: 'uint32',
    float: 'float32',
    double: 'float64',
  };
  for (const [old, name] of Object.entries(names)) takers[old] = takers[name] ?? (() => NaN);
  return { take: type => takers[type]?.() ?? NaN, isExact: false };
}

function isList({ count }: Property): boolean {
  return count !== undefined;
}

/** Where an entry has more values than are announced, those after its first list may be anything. */
function forget(table: Table, name: string): void {
  table.columns.delete(name);
  table.lists.delete(name);
}

/** Each entry is a line, which may go on in the next; unless there are fewer lines than entries. */
function takeText(bytes: Uint8Array, start: number, entries: number): Taker {
  const scan = new Scan(bytes, start);
  const take = () => {
    while (scan.ended()) if (!scan.nextLine()) throw new Error('it is cut short');
    return scan.number();
  };
  return {
    take,
    isExact: true,
    ...(linesOf(bytes, start) < entries
      ? {}
      : {
          end: () => {
            const isOver = !scan.ended();
            scan.skip();
            return isOver;
          },
        }),
  };
}

/** How many lines say something. */
function linesOf(bytes: Uint8Array, start: number): number {
  let count = 0;
  const scan = new Scan(bytes, start);
  do if (!scan.ended()) count += 1;
  while (scan.nextLine());
  return count;
}
