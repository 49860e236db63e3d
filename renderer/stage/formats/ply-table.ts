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
  comments: string[];
}

/** Takes the next value of a type. */
type Take = (type: string) => number;

/** Reads all of a PLY, which was found to be whole before it came here. */
export function readPly(bytes: ArrayBuffer): Ply {
  const header = new TextDecoder('latin1').decode(bytes.slice(0, 65_536));
  const [found = ''] = /^ply\s[\s\S]*?\bend_header[ \t]*(?:\r\n|\n|\r)/.exec(header) ?? [];
  const lines = found.split(/\r\n|\n|\r/).map(line => line.trim());
  const format = lines.find(line => line.startsWith('format'))?.split(/\s+/)[1] ?? 'ascii';
  const take =
    format === 'ascii'
      ? takeText(bytes, found.length)
      : takeBinary(bytes, found.length, format === 'binary_little_endian');
  const tables = new Map(elementsOf(lines).map(element => [element.name, tableOf(element, take)] as const));
  const vertex = tables.get('vertex');
  if (!vertex) throw new Error('it has no vertices');
  return {
    vertex,
    face: tables.get('face'),
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

function tableOf({ count, properties }: Element, take: Take): Table {
  const table: Table = { count, types: new Map(), columns: new Map(), lists: new Map() };
  const steps = properties.map(({ name, type, count: counted }) => {
    table.types.set(name, type);
    if (counted === undefined) {
      const column = type.startsWith('d') || type === 'float64' ? new Float64Array(count) : new Float32Array(count);
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
  for (let entry = 0; entry < count; entry++) for (const step of steps) step(entry);
  return table;
}

function takeBinary(bytes: ArrayBuffer, start: number, little: boolean): Take {
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
  return type => takers[type]?.() ?? NaN;
}

function takeText(bytes: ArrayBuffer, start: number): Take {
  const text = new TextDecoder('latin1').decode(bytes);
  const word = /\S+/g;
  word.lastIndex = start;
  return () => {
    const found = word.exec(text);
    if (!found) throw new Error('it is cut short');
    return Number(found[0]);
  };
}
