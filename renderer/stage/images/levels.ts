import { once } from '../util/once.ts';

/** Pixels: RGBA, 8 bits each, rows one after the other. */
export interface Raster {
  data: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

/** Light, 0–65535, of each of sRGB's values; and back. */
const light = Uint16Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return Math.round(65535 * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
});
const valuesOfLight = once(() =>
  Uint8Array.from({ length: 65536 }, (_, at) => {
    const share = at / 65535;
    return Math.round(255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055));
  }),
);

/**
 * The mip levels of an image from one on, as a GPU makes them: each texel the mean of those that it covers, of light where the
 * numbers are sRGB.
 * @param from level of the largest, 0 is the image itself
 */
export function levelsOf(image: Raster, from: number, isColor: boolean): Raster[] {
  const levels: Raster[] = [];
  for (let level = 0, at = image; ; level++, at = halved(at, isColor)) {
    if (level >= from) levels.push(at);
    if (at.width === 1 && at.height === 1) return levels.length > 0 ? levels : [at];
  }
}

function halved(image: Raster, isColor: boolean): Raster {
  const [width, height] = [Math.max(1, image.width >> 1), Math.max(1, image.height >> 1)];
  const data = new Uint8Array(width * height * 4);
  const even = image.width === width * 2 && image.height === height * 2;
  if (even) (isColor ? halveLight : halveNumbers)(texelsOf(image), texelsOf({ data, width, height }), width, height);
  else blend(image, { data, width, height }, isColor);
  return { data, width, height };
}

/** Each as one number, red in its lowest byte. */
function texelsOf({ data, width, height }: Raster): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, width * height);
}

// The two loops stand apart: one that calls what it is given for each texel takes four times as long.

function halveLight(from: Uint32Array, to: Uint32Array, width: number, height: number): void {
  const back = valuesOfLight();
  const row = width * 2;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, a = y * 2 * row; x < width; x++, a += 2, at++) {
      const p = from[a] ?? 0;
      const q = from[a + 1] ?? 0;
      const r = from[a + row] ?? 0;
      const s = from[a + row + 1] ?? 0;
      const red = meanLight(back, p, q, r, s);
      const green = meanLight(back, p >>> 8, q >>> 8, r >>> 8, s >>> 8);
      const blue = meanLight(back, p >>> 16, q >>> 16, r >>> 16, s >>> 16);
      const alpha = ((p >>> 24) + (q >>> 24) + (r >>> 24) + (s >>> 24) + 2) >> 2;
      to[at] = red | (green << 8) | (blue << 16) | (alpha << 24);
    }
}

/** Of the lowest bytes of four texels. */
function meanLight(back: Uint8Array, p: number, q: number, r: number, s: number): number {
  const sum = (light[p & 255] ?? 0) + (light[q & 255] ?? 0) + (light[r & 255] ?? 0) + (light[s & 255] ?? 0);
  return back[(sum + 2) >> 2] ?? 0;
}

/** Two channels of a texel at a time, with room for their sums between them. */
const pair = 0x00ff00ff;
const halfOfFour = 0x00020002;

function halveNumbers(from: Uint32Array, to: Uint32Array, width: number, height: number): void {
  const row = width * 2;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, a = y * 2 * row; x < width; x++, a += 2, at++) {
      const p = from[a] ?? 0;
      const q = from[a + 1] ?? 0;
      const r = from[a + row] ?? 0;
      const s = from[a + row + 1] ?? 0;
      const even = (p & pair) + (q & pair) + (r & pair) + (s & pair) + halfOfFour;
      const odd = ((p >>> 8) & pair) + ((q >>> 8) & pair) + ((r >>> 8) & pair) + ((s >>> 8) & pair) + halfOfFour;
      to[at] = ((even >>> 2) & pair) | (((odd >>> 2) & pair) << 8);
    }
}

/** What stands for itself. */
const numbers = Uint16Array.from({ length: 256 }, (_, value) => value);

/** Where a side is odd, a texel lies between two others unevenly. */
function blend(from: Raster, to: Raster, isColor: boolean): void {
  const [texels, blended] = [texelsOf(from), texelsOf(to)];
  const [amounts, back] = isColor ? [light, valuesOfLight()] : [numbers, numbers];
  const [columns, rows] = [placesOn(from.width, to.width), placesOn(from.height, to.height)];
  for (let y = 0, at = 0; y < to.height; y++) {
    const top = (rows.first[y] ?? 0) * from.width;
    const bottom = (rows.second[y] ?? 0) * from.width;
    const lower = rows.share[y] ?? 0;
    for (let x = 0; x < to.width; x++, at++) {
      const left = columns.first[x] ?? 0;
      const right = columns.second[x] ?? 0;
      const further = columns.share[x] ?? 0;
      const p = texels[top + left] ?? 0;
      const q = texels[top + right] ?? 0;
      const r = texels[bottom + left] ?? 0;
      const s = texels[bottom + right] ?? 0;
      const mixed = (amounts: Uint16Array, shift: number): number => {
        const upper = between(amounts, p >>> shift, q >>> shift, further);
        const under = between(amounts, r >>> shift, s >>> shift, further);
        return Math.round(upper * (1 - lower) + under * lower);
      };
      const red = back[mixed(amounts, 0)] ?? 0;
      const green = back[mixed(amounts, 8)] ?? 0;
      const blue = back[mixed(amounts, 16)] ?? 0;
      const alpha = mixed(numbers, 24);
      blended[at] = red | (green << 8) | (blue << 16) | (alpha << 24);
    }
  }
}

/** Of what the lowest bytes of two texels amount to. */
function between(amounts: Uint16Array, p: number, q: number, further: number): number {
  return (amounts[p & 255] ?? 0) * (1 - further) + (amounts[q & 255] ?? 0) * further;
}

/** For each texel of a line, the two of a longer one that it lies between, and how far from the first. */
function placesOn(from: number, to: number): { first: Uint32Array; second: Uint32Array; share: Float64Array } {
  const places = Array.from({ length: to }, (_, index) => Math.max(0, ((index + 0.5) * from) / to - 0.5));
  const first = Uint32Array.from(places, place => Math.min(from - 1, Math.floor(place)));
  return {
    first,
    second: first.map(at => Math.min(from - 1, at + 1)),
    share: Float64Array.from(places, (place, index) => place - (first[index] ?? 0)),
  };
}
