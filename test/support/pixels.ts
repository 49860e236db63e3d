import sharp from 'sharp';

/** A decoded picture: RGBA, 8 bits, straight alpha. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

export async function decode(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

export type Pixel = [r: number, g: number, b: number, a: number];

/** A pixel by its place, as shares of width and height from the upper left. */
export function at({ data, width, height }: Pixels, x: number, y: number): Pixel {
  const start = (Math.min(height - 1, Math.floor(y * height)) * width + Math.min(width - 1, Math.floor(x * width))) * 4;
  return [data[start] ?? 0, data[start + 1] ?? 0, data[start + 2] ?? 0, data[start + 3] ?? 0];
}

export interface Edges {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where what is on a transparent picture begins and ends, in pixels from each edge. */
export function edgesOf({ data, width, height }: Pixels, least = 128): Edges {
  const edges = { left: width, right: width, top: height, bottom: height };
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if ((data[(y * width + x) * 4 + 3] ?? 0) < least) continue;
      edges.left = Math.min(edges.left, x);
      edges.right = Math.min(edges.right, width - 1 - x);
      edges.top = Math.min(edges.top, y);
      edges.bottom = Math.min(edges.bottom, height - 1 - y);
    }
  return edges;
}
