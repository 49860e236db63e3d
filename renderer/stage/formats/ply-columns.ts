import { Color, SRGBColorSpace } from 'three/webgpu';
import type { Table } from './ply-table.ts';

/** Columns side by side, by the first set of names of which all are there. */
export function columnsOf({ columns, count }: Table, spellings: string[][]): Float64Array | undefined {
  const names = spellings.find(set => set.every(name => columns.has(name)));
  if (!names) return undefined;
  const found = new Float64Array(count * names.length);
  for (const [at, name] of names.entries()) {
    const column = columns.get(name);
    for (let entry = 0; entry < count; entry++) found[entry * names.length + at] = column?.[entry] ?? 0;
  }
  return found;
}

const colors = [
  ['red', 'green', 'blue'],
  ['diffuse_red', 'diffuse_green', 'diffuse_blue'],
  ['r', 'g', 'b'],
];
/** What white is, by type; of others it is 1, or 255 where there are larger ones. */
const white: Record<string, number> = { uchar: 255, uint8: 255, char: 127, ushort: 65_535, uint16: 65_535 };

/** Colours in sRGB, made linear. */
export function colorsOf(table: Table): Float64Array | undefined {
  const found = columnsOf(table, colors);
  if (!found) return undefined;
  const type = colors.flatMap(([name = '']) => table.types.get(name) ?? [])[0] ?? 'float';
  const most = white[type] ?? (found.some(value => value > 1) ? 255 : 1);
  const color = new Color();
  for (let at = 0; at < found.length; at += 3) {
    const [r = 0, g = 0, b = 0] = found.subarray(at, at + 3);
    color.setRGB(r / most, g / most, b / most, SRGBColorSpace);
    found.set([color.r, color.g, color.b], at);
  }
  return found;
}
