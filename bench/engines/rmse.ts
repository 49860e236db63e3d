import sharp from 'sharp';

/**
 * Root mean square of what two pictures of one size differ by, over all pixels and all four channels: 0–255. As they are: neither is laid on anything,
 * nor made smaller.
 */
export async function rmse(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([pixelsOf(one), pixelsOf(other)]);
  if (a.width !== b.width || a.height !== b.height)
    throw new Error(`one is ${a.width} × ${a.height}, the other ${b.width} × ${b.height}`);
  let squares = 0;
  for (const [at, value] of a.data.entries()) squares += (value - (b.data[at] ?? 0)) ** 2;
  return Math.sqrt(squares / a.data.length);
}

async function pixelsOf(picture: Uint8Array): Promise<{ data: Uint8Array; width: number; height: number }> {
  const { data, info } = await sharp(picture)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
