/** What each point has under one name: `count` numbers of `size` bytes. */
export interface Field {
  name: string;
  type: string;
  size: number;
  count: number;
  /** Where it begins in a point: bytes, or words of text. */
  offset: number;
}

export interface Header {
  data: string;
  points: number;
  fields: Field[];
  /** Bytes of a point. */
  size: number;
  /** Where the points begin. */
  end: number;
}

/** Reads the header of a PCD, which was found to be whole before it came here. */
export function readHeader(bytes: ArrayBuffer): Header {
  const start = new TextDecoder('latin1').decode(bytes.slice(0, 65_536));
  const found = /^[ \t]*DATA[ \t]+(\w+)[ \t]*\r?\n/im.exec(start);
  if (!found) throw new Error('its header has no DATA');
  const words = (name: string) => {
    const [, line = ''] = new RegExp(`^[ \\t]*${name}[ \\t]+(.*)$`, 'im').exec(start.slice(0, found.index)) ?? [];
    return line.trim().split(/\s+/);
  };
  const [types, sizes, counts] = [words('TYPE'), words('SIZE').map(Number), words('COUNT').map(Number)];
  const data = (found[1] ?? '').toLowerCase();
  let offset = 0;
  const fields = words('FIELDS').map((name, at): Field => {
    const [size, count] = [sizes[at] ?? 4, counts[at] || 1];
    const field = { name: name === 'rgba' ? 'rgb' : name, type: (types[at] ?? 'F').toUpperCase(), size, count, offset };
    offset += data === 'ascii' ? count : size * count;
    return field;
  });
  const points = Number(words('POINTS')[0] || Number(words('WIDTH')[0]) * Number(words('HEIGHT')[0]));
  return { data, points, fields, size: offset, end: found.index + found[0].length };
}
