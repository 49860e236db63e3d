const width = 64;
const height = 32;

/** Radiance, linear RGB, seen in a direction: a unit vector, y up. */
export type Radiance = (x: number, y: number, z: number) => [r: number, g: number, b: number];

/** An environment as a `data:` URI: an equirect of Radiance HDR, as three.js orients it. */
export function skyOf(radiance: Radiance): string {
  const header = Buffer.from(`#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`);
  const pixels = Buffer.alloc(width * height * 4);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const elevation = (0.5 - (row + 0.5) / height) * Math.PI;
      const azimuth = ((column + 0.5) / width - 0.5) * 2 * Math.PI;
      const level = Math.cos(elevation);
      const color = radiance(level * Math.cos(azimuth), Math.sin(elevation), level * Math.sin(azimuth));
      pixels.set(rgbe(color), (row * width + column) * 4);
    }
  return `data:image/vnd.radiance;base64,${Buffer.concat([header, pixels]).toString('base64')}`;
}

/** Radiance's shared exponent. */
function rgbe(color: [number, number, number]): number[] {
  const largest = Math.max(...color);
  if (largest < 1e-9) return [0, 0, 0, 0];
  const exponent = Math.ceil(Math.log2(largest) + 1e-9);
  return [...color.map(value => Math.min(255, Math.floor((value / 2 ** exponent) * 256))), exponent + 128];
}
