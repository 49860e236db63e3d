import sharp, { type Sharp } from 'sharp';
import type { ImageFormat } from '../../scenes/output.ts';

// libvips would remember pictures by where they lie, 50 MB of them, and none comes twice
sharp.cache(false);

interface Encoding {
  type: string;
  extension: string;
  /** Whether the format keeps transparency. */
  alpha: boolean;
  apply(image: Sharp, quality: number): Sharp;
}

/**
 * One row per format of a picture; `bench/encoders.ts` measures what else could be had. PNG: filters that adapt take twice as long for
 * 15 % less. JPEG: mozjpeg takes five times as long for 13 % less, and is less near. WebP: without `smartSubsample` it
 * takes a third of the time, and pure colours with hard edges lose up to 2.8 dB, which is seen. AVIF: effort 1 takes half the time
 * and loses 0.7 dB. Encoding runs beside the next picture, so that what is near is worth its time.
 */
export const encodings = {
  png: { type: 'image/png', extension: 'png', alpha: true, apply: image => image.png({ compressionLevel: 4 }) },
  jpeg: {
    type: 'image/jpeg',
    extension: 'jpg',
    alpha: false,
    apply: (image, quality) => image.jpeg({ quality, chromaSubsampling: '4:4:4' }),
  },
  webp: {
    type: 'image/webp',
    extension: 'webp',
    alpha: true,
    apply: (image, quality) => image.webp({ quality, effort: 2, alphaQuality: 100, smartSubsample: true }),
  },
  avif: {
    type: 'image/avif',
    extension: 'avif',
    alpha: true,
    apply: (image, quality) => image.avif({ quality, effort: 2, chromaSubsampling: '4:4:4' }),
  },
} satisfies Record<ImageFormat, Encoding>;

export interface Pixels {
  /** RGBA, 8 bits, sRGB, straight alpha, top row first. */
  pixels: Uint8Array;
  width: number;
  height: number;
}

/**
 * What stands behind a picture in its file; `undefined` where what is clear stays so.
 * @param background as for `encode`
 */
export function behindOf(format: ImageFormat, background: string | undefined): string | undefined {
  return background ?? (encodings[format].alpha ? undefined : '#ffffff');
}

/**
 * Encodes a picture.
 * @param background what shows through: `#rrggbb`; `painted` where alpha says nothing; `undefined` keeps transparency, on white where
 *   the format has none
 */
export async function encode(
  picture: Pixels,
  output: { format: ImageFormat; quality: number },
  background: string | undefined,
): Promise<Uint8Array> {
  const encoding: Encoding = encodings[output.format];
  const { width, height } = picture;
  const image = sharp(picture.pixels, { raw: { width, height, channels: 4 } });
  const behind = behindOf(output.format, background);
  const flat = behind === 'painted' ? image.removeAlpha() : behind ? image.flatten({ background: behind }) : image;
  return encoding.apply(flat, output.quality).toBuffer();
}
