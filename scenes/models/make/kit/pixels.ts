import sharp from 'sharp';
import { clamp, lerp } from './noise.ts';

export type Rgb = [number, number, number];

/** An RGB picture; row 0 is the top. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** `#rrggbb` as three numbers 0–255, sRGB. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export const mix = (a: Rgb, b: Rgb, t: number): Rgb => [lerp(a[0], b[0], t), lerp(a[1], b[1], t), lerp(a[2], b[2], t)];
export const shade = (a: Rgb, factor: number): Rgb => [a[0] * factor, a[1] * factor, a[2] * factor];

/** A colour through a list of stops: `t` 0 is the first, 1 the last. */
export function gradient(stops: readonly Rgb[], t: number): Rgb {
  const place = clamp(t) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = stops.slice(index, index + 2);
  if (!from || !to) throw new Error('A gradient needs two stops or more.');
  return mix(from, to, place - index);
}

/** Paints each pixel with `color(u, v)`, 0–255 a channel; u runs right and v up, as texture coordinates do. */
export function paint(width: number, height: number, color: (u: number, v: number) => Rgb): Pixels {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const pixel = color((x + 0.5) / width, 1 - (y + 0.5) / height);
      for (let c = 0; c < 3; c++) data[(y * width + x) * 3 + c] = clamp(Math.round(pixel[c] ?? 0), 0, 255);
    }
  return { width, height, data };
}

/** The tangent-space normal map of a tiling height field; `depth` is its height in texture widths. */
export function bumps(width: number, height: number, depth: number, field: (u: number, v: number) => number): Pixels {
  const heights = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) heights[y * width + x] = field((x + 0.5) / width, 1 - (y + 0.5) / height);
  const at = (x: number, y: number) => heights[((y + height) % height) * width + ((x + width) % width)] ?? 0;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const right = ((at(x - 1, y) - at(x + 1, y)) * depth * width) / 2;
      const up = ((at(x, y + 1) - at(x, y - 1)) * depth * width) / 2;
      const length = Math.hypot(right, up, 1);
      const place = (y * width + x) * 3;
      data[place] = Math.round((right / length) * 127.5 + 127.5);
      data[place + 1] = Math.round((up / length) * 127.5 + 127.5);
      data[place + 2] = Math.round(127.5 / length + 127.5);
    }
  return { width, height, data };
}

/** Draws an SVG (paths only: fonts differ between machines). */
export async function drawing(svg: string): Promise<Pixels> {
  const { data, info } = await sharp(Buffer.from(svg)).flatten().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** Red at (u, v) of a drawing, 0–1, interpolated between pixels and held at the edges: what a mask is read with. */
export function sample(mask: Pixels, u: number, v: number): number {
  const x = clamp(u * mask.width - 0.5, 0, mask.width - 1);
  const y = clamp((1 - v) * mask.height - 0.5, 0, mask.height - 1);
  const at = (i: number, j: number) =>
    (mask.data[(Math.min(j, mask.height - 1) * mask.width + Math.min(i, mask.width - 1)) * 3] ?? 0) / 255;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const upper = lerp(at(left, top), at(left + 1, top), x - left);
  return lerp(upper, lerp(at(left, top + 1), at(left + 1, top + 1), x - left), y - top);
}

export function jpeg(pixels: Pixels, quality = 86): Promise<Uint8Array> {
  return raw(pixels).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer();
}

export function png(pixels: Pixels): Promise<Uint8Array> {
  return raw(pixels).png({ compressionLevel: 9 }).toBuffer();
}

/** A PNG with `alpha`'s red as its opacity. */
export async function cutout(pixels: Pixels, alpha: Pixels): Promise<Uint8Array> {
  const opacity = alpha.data.filter((_, index) => index % 3 === 0);
  const layer = { raw: { width: alpha.width, height: alpha.height, channels: 1 as const } };
  return raw(pixels).joinChannel(Buffer.from(opacity), layer).png({ compressionLevel: 9 }).toBuffer();
}

function raw({ data, width, height }: Pixels) {
  return sharp(data, { raw: { width, height, channels: 3 } });
}
