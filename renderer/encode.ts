import sharp, { type Sharp } from 'sharp';
import type { ImageFormat } from '../scenes/output.ts';

interface Encoding {
  type: string;
  extension: string;
  /** Whether the format keeps transparency. */
  alpha: boolean;
  apply(image: Sharp, quality: number): Sharp;
}

/**
 * One row per format of a picture. Each is the quickest setting whose files are at most 5 % larger than those of slower ones that look
 * as near (`bench/encoders.ts`). PNG: filters that adapt take twice as long for 15 % less. JPEG: mozjpeg takes five times as
 * long for 13 % less, and is less near. WebP: effort 1 takes a third of effort 2 with `smartSubsample`, which
 * gains 0.4 dB on products, 1.4 dB on pure colours with hard edges, for more time than all the rest. AVIF: effort 2 takes twice as
 * long for 2–4 % less.
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
    apply: (image, quality) => image.webp({ quality, effort: 1, alphaQuality: 100 }),
  },
  avif: {
    type: 'image/avif',
    extension: 'avif',
    alpha: true,
    apply: (image, quality) => image.avif({ quality, effort: 1, chromaSubsampling: '4:4:4' }),
  },
} satisfies Record<ImageFormat, Encoding>;

export interface Pixels {
  /** RGBA, 8 bits, sRGB, straight alpha, top row first. */
  pixels: Uint8Array;
  width: number;
  height: number;
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
  const behind = background ?? (encoding.alpha ? undefined : '#ffffff');
  const flat = behind === 'painted' ? image.removeAlpha() : behind ? image.flatten({ background: behind }) : image;
  return encoding.apply(flat, output.quality).toBuffer();
}
