import { Color, SRGBColorSpace } from 'three/webgpu';
import { defaultColor } from '../../materials/default-material.ts';

/** Bytes before the triangles: a comment of 80, and how many there are. */
const header = 84;
const triangle = 50;

export interface Triangles {
  /** x, y and z of each corner. */
  places: Float64Array | number[];
  /** Linear, of each corner. */
  colors?: Float32Array | undefined;
  opacity: number;
}

/** Reads an STL, which was found to be whole before it came here. */
export function readTriangles(bytes: ArrayBuffer): Triangles {
  return isBinary(bytes) ? readBinary(new DataView(bytes)) : readText(bytes);
}

/** Letters where the count is are a number that no file is long enough for. */
function isBinary(bytes: ArrayBuffer): boolean {
  return bytes.byteLength >= header && header + new DataView(bytes).getUint32(80, true) * triangle <= bytes.byteLength;
}

/** Whatever solids it has, in words that may be written in capitals. */
function readText(bytes: ArrayBuffer): Triangles {
  const places: number[] = [];
  for (const [, x, y, z] of new TextDecoder().decode(bytes).matchAll(/\bvertex\s+(\S+)\s+(\S+)\s+(\S+)/gi))
    places.push(Number(x), Number(y), Number(z));
  return { places, opacity: 1 };
}

function readBinary(view: DataView): Triangles {
  const count = view.getUint32(80, true);
  const places = new Float64Array(count * 9);
  for (let face = 0; face < count; face++)
    for (let at = 0; at < 9; at++)
      places[face * 9 + at] = view.getFloat32(header + face * triangle + 12 + at * 4, true);
  const common = commonColor(view);
  return { places, colors: colorsOf(view, count, common?.color), opacity: common?.opacity ?? 1 };
}

/** Magics writes the colour of all that has none of its own into the comment: four bytes after a word. One that cannot be seen is a slip. */
function commonColor(view: DataView): { color: Color; opacity: number } | undefined {
  const comment = String.fromCharCode(...new Uint8Array(view.buffer, 0, 80));
  const at = comment.indexOf('COLOR=');
  if (at < 0 || at + 10 > 80) return undefined;
  const [r = 0, g = 0, b = 0, a = 0] = [6, 7, 8, 9].map(byte => view.getUint8(at + byte) / 255);
  return { color: new Color().setRGB(r, g, b, SRGBColorSpace), opacity: a || 1 };
}

/**
 * The colour of each triangle, in two bytes that nothing else uses: VisCAM sets their highest bit where there is one, and has blue
 * lowest; Magics sets it where there is none, and has red lowest.
 */
function colorsOf(view: DataView, count: number, common: Color | undefined): Float32Array | undefined {
  const written = Uint16Array.from({ length: count }, (_, face) => view.getUint16(header + face * triangle + 48, true));
  if (!common && !written.some(value => value >= 0x8000)) return undefined;
  const bare = common ?? defaultColor();
  const color = new Color();
  const colors = new Float32Array(count * 9);
  for (const [face, value] of written.entries()) {
    const [low, middle, high] = [value & 31, (value >> 5) & 31, (value >> 10) & 31].map(part => part / 31);
    const isOwn = value >= 0x8000 !== (common !== undefined);
    if (!isOwn) color.copy(bare);
    else if (common) color.setRGB(low ?? 0, middle ?? 0, high ?? 0, SRGBColorSpace);
    else color.setRGB(high ?? 0, middle ?? 0, low ?? 0, SRGBColorSpace);
    for (let corner = 0; corner < 3; corner++) colors.set([color.r, color.g, color.b], face * 9 + corner * 3);
  }
  return colors;
}
