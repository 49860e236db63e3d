import sharp from 'sharp';

/** Red, green, blue and alpha, 0–1, at a place from the upper left, 0–1. */
type Paint = (u: number, v: number) => [number, number, number, number?];

export async function paint(at: Paint, side = 64): Promise<Buffer> {
  return sharp(pixels(at, side), { raw: { width: side, height: side, channels: 4 } })
    .png()
    .toBuffer();
}

export function pixels(at: Paint, side: number): Buffer {
  const data = Buffer.alloc(side * side * 4);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [r, g, b, a = 1] = at((x + 0.5) / side, (y + 0.5) / side);
      data.set(
        [r, g, b, a].map(value => Math.round(255 * value)),
        (y * side + x) * 4,
      );
    }
  return data;
}

/** Another colour in each corner, of middling brightness, where colour spaces differ most; no two ways to turn it look alike. */
export const chart: Paint = (u, v) => {
  if (Math.hypot(u - 0.25, v - 0.25) < 0.12) return [1, 1, 1];
  return v < 0.5 ? (u < 0.5 ? [0.6, 0.25, 0.2] : [0.25, 0.5, 0.25]) : u < 0.5 ? [0.2, 0.3, 0.6] : [0.6, 0.55, 0.25];
};

/** Relief of a dome: bright above and dark below where light comes from above. */
export const dome: Paint = (u, v) => {
  const [x, y] = [(u - 0.5) / 0.42, (0.5 - v) / 0.42];
  const from = Math.hypot(x, y);
  if (from >= 1) return [0.5, 0.5, 1];
  const normal = [x * 0.8, y * 0.8, Math.sqrt(1 - 0.64 * from * from)].map(value => value / 2 + 0.5);
  return [normal[0] ?? 0, normal[1] ?? 0, normal[2] ?? 0];
};

/** Fields of 4 by 4, one in two. */
export const checks = (u: number, v: number): boolean => (Math.floor(u * 4) + Math.floor(v * 4)) % 2 === 0;
