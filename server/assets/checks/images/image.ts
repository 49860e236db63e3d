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

export type ImageFormat = keyof typeof readers;

/** What an image is wanted for. */
export interface ImageUse {
  formats: readonly ImageFormat[];
  /** The formats as the error names them. */
  wanted: string;
  /** Code of the error where it cannot be used. */
  code: FileCode;
  /** Pixels along a side, at most. */
  side: number;
  /** Pixels altogether, at most: a small file may claim gigabytes. */
  pixels: number;
}

export const imageUses = {
  /** Decoded by the browser. */
  picture: {
    formats: ['png', 'jpeg', 'webp', 'avif'],
    wanted: 'PNG, JPEG, WebP or AVIF',
    code: 'image_invalid',
    side: 16_384,
    pixels: 2 ** 27,
  },
  /** In models other than glTF, whose authors wrote what they had. */
  texture: {
    formats: ['png', 'jpeg', 'webp', 'avif', 'bmp', 'gif', 'tga'],
    wanted: 'PNG, JPEG, WebP, AVIF, BMP, GIF or TGA',
    code: 'image_invalid',
    side: 16_384,
    pixels: 2 ** 27,
  },
  /** Transcoded to what the GPU decodes. */
  compressed: { formats: ['ktx2'], wanted: 'KTX2', code: 'image_invalid', side: 16_384, pixels: 2 ** 27 },
  /** In glTF, where it is not said which of both it is. */
  covering: {
    formats: ['png', 'jpeg', 'webp', 'avif', 'ktx2'],
    wanted: 'PNG, JPEG, WebP, AVIF or KTX2',
    code: 'image_invalid',
    side: 16_384,
    pixels: 2 ** 27,
  },
  /** Light from all around, equirectangular; takes eight bytes a pixel and is filtered. */
  light: {
    formats: ['hdr', 'exr'],
    wanted: 'Radiance .hdr or OpenEXR',
    code: 'environment_invalid',
    side: 8_192,
    pixels: 2 ** 25,
  },
} satisfies Record<string, ImageUse>;

export interface ImageFacts extends Size {
  format: ImageFormat;
}

/**
 * Looks at an image's header and at whether all of it is there; nothing is decoded.
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

/** The format of an image that is wanted so; `undefined` where it is of another kind, or no image. */
export function formatFor(bytes: Uint8Array, { formats }: ImageUse): ImageFormat | undefined {
  const sniffed = sniff(bytes);
  return formats.find(candidate => candidate === sniffed);
}

export function otherKind(bytes: Uint8Array, { code, wanted }: ImageUse): Refusal {
  return new Refusal(code, `${description(bytes)}, where ${wanted} is wanted`);
}

function sizeOf(bytes: Uint8Array, format: ImageFormat, code: FileCode): Size {
  try {
    return readers[format](bytes);
  } catch (error) {
    if (error instanceof Flaw) throw new Refusal(code, error.message);
    // A header that points past the end of the file.
    if (error instanceof RangeError) throw new Refusal(code, 'is cut short', { cause: error });
    throw error;
  }
}

function checkSize({ width, height }: Size, { side, pixels, code }: ImageUse): void {
  if (width < 1 || height < 1) throw new Refusal(code, `is an image of ${width} × ${height} pixels`);
  if (width <= side && height <= side && width * height <= pixels) return;
  const limit = `${side} along a side and ${Math.round(pixels / 1e6)} million`;
  throw new Refusal('image_too_large', `has ${width} × ${height} pixels; the limit is ${limit}`);
}
