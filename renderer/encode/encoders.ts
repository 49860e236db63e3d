import sharp, { type Sharp } from 'sharp';
import { type OutputFormat, type OutputFormatRow, outputFormats } from '../../scenes/output-formats.ts';
import type { PixelBuffer } from '../pixels.ts';

// libvips would keep pictures by their address, 50 MB of them, and none comes twice
sharp.cache(false);

/** Turns pictures into the bytes of one file. */
export interface Encoder {
  /** Adds the next picture. @throws {Error} where the format cannot hold it */
  add(picture: PixelBuffer): Promise<void>;
  /** The file. */
  end(): Promise<Uint8Array>;
}

export interface EncoderOptions {
  format: OutputFormat;
  /** Encoder quality, 1–100; a lossless format has none. */
  quality: number;
  /** What shows through: `#rrggbb`; `painted` where alpha says nothing; `undefined` keeps transparency, on white where the format has none. */
  background: string | undefined;
}

/**
 * One row per output format; `bench/encoders.ts` measures the alternatives. PNG: adaptive filters take twice as long for 15 % less. JPEG:
 * mozjpeg takes five times as long for 13 % less, and is further from the picture. WebP: without `smartSubsample` it takes a third of the
 * time, and saturated colours with hard edges lose up to 2.8 dB, which is visible. AVIF: effort 1 takes half the time and loses 0.7 dB.
 * Encoding runs beside the next picture, so that quality is worth its time.
 */
const stills = {
  png: image => image.png({ compressionLevel: 4 }),
  jpeg: (image, quality) => image.jpeg({ quality, chromaSubsampling: '4:4:4' }),
  webp: (image, quality) => image.webp({ quality, effort: 2, alphaQuality: 100, smartSubsample: true }),
  avif: (image, quality) => image.avif({ quality, effort: 2, chromaSubsampling: '4:4:4' }),
} satisfies Record<OutputFormat, (image: Sharp, quality: number) => Sharp>;

/** Opens the encoder of a format, for one file. */
export function openEncoder({ format, quality, background }: EncoderOptions): Encoder {
  const backdrop = backdropOf(format, background);
  let file: Uint8Array | undefined;
  return {
    async add(picture) {
      if (file) throw new Error(`${outputFormats[format].label} holds one picture`);
      requireLayout(format, picture);
      const { layout, bytes } = picture;
      const { width, height, channels } = layout;
      const image = sharp(bytes, { raw: { width, height, channels } });
      const flat =
        backdrop === 'painted' ? image.removeAlpha() : backdrop ? image.flatten({ background: backdrop }) : image;
      file = await stills[format](flat, quality).toBuffer();
    },
    async end() {
      if (!file) throw new Error(`${outputFormats[format].label} was given no picture`);
      return file;
    },
  };
}

/** What stands behind a picture in its file; `undefined` where what is clear stays so. */
export function backdropOf(format: OutputFormat, background: string | undefined): string | undefined {
  return background ?? (outputFormats[format].alpha ? undefined : '#ffffff');
}

function requireLayout(format: OutputFormat, { layout }: PixelBuffer): void {
  const { bits, label }: OutputFormatRow = outputFormats[format];
  if (layout.type === 'uint8' && layout.colorSpace === 'srgb' && bits.includes(8)) return;
  throw new Error(`${label} takes no ${layout.type} pixels of the colour space ${layout.colorSpace}`);
}
