import type { FileCode } from '../../../problems/codes.ts';
import { Refusal } from '../../refusal.ts';
import { readAvif } from './avif.ts';
import { readBmp } from './bmp.ts';
import { Flaw, type Size } from './bytes.ts';
import { readExr } from './exr.ts';
import { readGif } from './gif.ts';
import { readHdr } from './hdr.ts';
import { readJpeg } from './jpeg.ts';
import { readKtx2 } from './ktx2.ts';
import { readPng } from './png.ts';
import { description, sniff } from './sniff.ts';
import { readTga } from './tga.ts';
import { readWebp } from './webp.ts';

const readers = {
  png: readPng,
  jpeg: readJpeg,
  webp: readWebp,
  avif: readAvif,
  ktx2: readKtx2,
  hdr: readHdr,
  exr: readExr,
  bmp: readBmp,
  gif: readGif,
  tga: readTga,
} satisfies Record<string, (bytes: Uint8Array) => Size>;

/** Image file formats that are read. */
export type ImageFileFormat = keyof typeof readers;

/** A use of an image, with the formats and sizes that it accepts. */
export interface ImageUse {
  formats: readonly ImageFileFormat[];
  /** The formats in words, for the error. */
  formatNames: string;
  /** Code of the refusal of any other image. */
  code: FileCode;
  /** Largest side in pixels. */
  maxSide: number;
  /** Largest number of pixels: a small file may claim gigabytes. */
  maxPixels: number;
}

export const imageUses = {
  /** Image that the browser decodes. */
  picture: {
    formats: ['png', 'jpeg', 'webp', 'avif'],
    formatNames: 'PNG, JPEG, WebP or AVIF',
    code: 'image_invalid',
    maxSide: 16_384,
    maxPixels: 2 ** 27,
  },
  /** Texture of a model other than glTF. */
  texture: {
    formats: ['png', 'jpeg', 'webp', 'avif', 'bmp', 'gif', 'tga'],
    formatNames: 'PNG, JPEG, WebP, AVIF, BMP, GIF or TGA',
    code: 'image_invalid',
    maxSide: 16_384,
    maxPixels: 2 ** 27,
  },
  /** Compressed texture of glTF, transcoded for the GPU. */
  compressed: { formats: ['ktx2'], formatNames: 'KTX2', code: 'image_invalid', maxSide: 16_384, maxPixels: 2 ** 27 },
  /** Texture of glTF of either kind. */
  covering: {
    formats: ['png', 'jpeg', 'webp', 'avif', 'ktx2'],
    formatNames: 'PNG, JPEG, WebP, AVIF or KTX2',
    code: 'image_invalid',
    maxSide: 16_384,
    maxPixels: 2 ** 27,
  },
  /** Equirectangular environment, which takes eight bytes a pixel and is prefiltered. */
  light: {
    formats: ['hdr', 'exr'],
    formatNames: 'Radiance .hdr or OpenEXR',
    code: 'environment_invalid',
    maxSide: 8_192,
    maxPixels: 2 ** 25,
  },
} satisfies Record<string, ImageUse>;

export interface ImageFacts extends Size {
  format: ImageFileFormat;
}

/**
 * Checks an image's header and that the file is complete; nothing is decoded.
 *
 * @throws Refusal `image_invalid` or `environment_invalid`, by its use, or `image_too_large`
 */
export function checkImage(bytes: Uint8Array, use: ImageUse): ImageFacts {
  const format = formatFor(bytes, use);
  if (!format) throw otherKind(bytes, use);
  const size = sizeOf(bytes, format, use.code);
  checkSize(size, use);
  return { format, ...size };
}

/** The format of an image, where the use accepts it; `undefined` for other formats, and files that are no images. */
export function formatFor(bytes: Uint8Array, { formats }: ImageUse): ImageFileFormat | undefined {
  const sniffed = sniff(bytes);
  return formats.find(candidate => candidate === sniffed);
}

export function otherKind(bytes: Uint8Array, { code, formatNames }: ImageUse): Refusal {
  return new Refusal(code, `${description(bytes)}, where ${formatNames} is expected`);
}

function sizeOf(bytes: Uint8Array, format: ImageFileFormat, code: FileCode): Size {
  try {
    return readers[format](bytes);
  } catch (error) {
    if (error instanceof Flaw) throw new Refusal(code, error.message);
    // a header that points past the end of the file
    if (error instanceof RangeError) throw new Refusal(code, 'is cut short', { cause: error });
    throw error;
  }
}

function checkSize({ width, height }: Size, { maxSide, maxPixels, code }: ImageUse): void {
  if (width < 1 || height < 1) throw new Refusal(code, `is an image of ${width} × ${height} pixels`);
  if (width <= maxSide && height <= maxSide && width * height <= maxPixels) return;
  const limit = `${maxSide} along a side and ${Math.round(maxPixels / 1e6)} million`;
  throw new Refusal('image_too_large', `has ${width} × ${height} pixels; the limit is ${limit}`);
}
