import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Comparison } from './compare.ts';
import type { Picture } from './goldens.ts';

/** Where a picture of the page lies, below the page's folder. */
export function fileOf({ scenario }: Comparison, renderer: string): string {
  return `${scenario.name}/${renderer}.webp`;
}

export function differenceFileOf({ scenario }: Comparison, renderer: string): string {
  return `${scenario.name}/${renderer}-difference.webp`;
}

/** Writes every picture of a scenario into the page's folder, and beside each what is between it and the nearer path tracer. */
export async function writePictures(folder: string, comparison: Comparison): Promise<void> {
  await mkdir(join(folder, comparison.scenario.name), { recursive: true });
  const { references, ours, peers } = comparison;
  for (const { renderer, bytes } of [...references, ...ours, ...peers])
    await writeFile(join(folder, fileOf(comparison, renderer)), await asWebp(bytes));
  for (const { renderer, bytes, nearer } of [...ours, ...peers]) {
    const reference = references.find(one => one.renderer === nearer);
    if (!reference) throw new Error(`there is no picture of ${nearer}`);
    await writeFile(join(folder, differenceFileOf(comparison, renderer)), await difference(bytes, reference));
  }
}

/** Those of others are WebP already, and stay as they are; ours lose nothing. */
async function asWebp(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(bytes);
  return (await picture.metadata()).format === 'webp' ? bytes : picture.webp({ lossless: true }).toBuffer();
}

/** Twice how much brighter or darker each channel is than the reference's, about mid grey, at the reference's size. */
async function difference(bytes: Uint8Array, reference: Picture): Promise<Uint8Array> {
  const { width, height } = await sharp(reference.bytes).metadata();
  const rgb = (picture: Uint8Array) =>
    sharp(picture)
      .flatten({ background: '#fff' })
      .resize(width, height, { fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer();
  const [own, traced] = await Promise.all([rgb(bytes), rgb(reference.bytes)]);
  // what leaves 0–255 is clamped
  const signed = Uint8ClampedArray.from(own, (value, at) => 128 + 2 * (value - (traced[at] ?? 0)));
  return sharp(signed, { raw: { width, height, channels: 3 } })
    .webp({ quality: 90 })
    .toBuffer();
}
