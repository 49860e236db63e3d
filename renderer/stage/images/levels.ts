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
let values: Uint8Array | undefined;

function valuesOfLight(): Uint8Array {
  return (values ??= Uint8Array.from({ length: 65536 }, (_, at) => {
    const share = at / 65535;
    return Math.round(255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055));
  }));
}

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
  if (even && isColor) halveLight(image.data, data, width, height);
  else if (even) halveNumbers(image.data, data, width, height);
  else blend(image, { data, width, height }, isColor);
  return { data, width, height };
}

function halveLight(from: Uint8Array, to: Uint8Array, width: number, height: number): void {
  const back = valuesOfLight();
  const row = width * 8;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, a = y * 2 * row; x < width; x++, a += 8, at += 4) {
      const b = a + row;
      for (let channel = 0; channel < 3; channel++) {
        const sum =
          (light[from[a + channel] ?? 0] ?? 0) +
          (light[from[a + 4 + channel] ?? 0] ?? 0) +
          (light[from[b + channel] ?? 0] ?? 0) +
          (light[from[b + 4 + channel] ?? 0] ?? 0);
        to[at + channel] = back[(sum + 2) >> 2] ?? 0;
      }
      to[at + 3] = mean(from[a + 3], from[a + 7], from[b + 3], from[b + 7]);
    }
  }
}

function halveNumbers(from: Uint8Array, to: Uint8Array, width: number, height: number): void {
  const row = width * 8;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, a = y * 2 * row; x < width; x++, a += 4)
      for (let channel = 0; channel < 4; channel++, a++, at++)
        to[at] = mean(from[a], from[a + 4], from[a + row], from[a + row + 4]);
  }
}

function mean(a = 0, b = 0, c = 0, d = 0): number {
  return (a + b + c + d + 2) >> 2;
}

/** Where a side is odd, a texel lies between two others unevenly. */
function blend(from: Raster, to: Raster, isColor: boolean): void {
  const back = valuesOfLight();
  const columns = placesOn(from.width, to.width);
  for (const [y, [top, bottom, lower]] of placesOn(from.height, to.height).entries())
    for (const [x, [left, right, further]] of columns.entries())
      for (let channel = 0; channel < 4; channel++) {
        const asLight = isColor && channel < 3;
        const at = (column: number, row: number) => {
          const value = from.data[(row * from.width + column) * 4 + channel] ?? 0;
          return asLight ? (light[value] ?? 0) : value;
        };
        const upper = at(left, top) * (1 - further) + at(right, top) * further;
        const under = at(left, bottom) * (1 - further) + at(right, bottom) * further;
        const blended = Math.round(upper * (1 - lower) + under * lower);
        to.data[(y * to.width + x) * 4 + channel] = asLight ? (back[blended] ?? 0) : blended;
      }
}

/** For each texel of a line, the two of a longer one that it lies between, and how far from the first. */
function placesOn(from: number, to: number): [first: number, second: number, share: number][] {
  return Array.from({ length: to }, (_, index) => {
    const place = Math.max(0, ((index + 0.5) * from) / to - 0.5);
    const first = Math.min(from - 1, Math.floor(place));
    return [first, Math.min(from - 1, first + 1), place - first];
  });
}
