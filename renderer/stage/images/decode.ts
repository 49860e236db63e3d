/// <reference lib="webworker" />
import { type Size, sizeOf } from './head.ts';
import type { Raster } from './levels.ts';
import type { Scratch } from './scratch.ts';

/** An image whose pixels can be asked for. */
export interface Image extends Size {
  /** Whether its sides can be halved on the way, which saves the rest of the way. */
  isHalvable: boolean;
  /**
   * Decodes it, where that was not done yet, and keeps it as Chrome has it.
   * @param halvings how often its sides may be halved on the way, as far as that costs nothing
   */
  decode(halvings: number): Promise<Decoded>;
  /** Gives back its memory. */
  close(): void;
}

export interface Decoded extends Size {
  /** How often its sides were halved. */
  level: number;
  /** Whether what is lent is just what its pixels are. */
  isExact: boolean;
  /** Its pixels as the file has them, not multiplied by alpha, for the caller to keep. */
  pixels(): Promise<Pixels>;
  /**
   * The same for as long as `work` takes, to make smaller levels of. Colours that the file has for two pixels by two are spread over
   * them evenly, which nobody sees in anything smaller.
   */
  lend<T>(work: (pixels: Pixels) => T): Promise<T>;
  close(): void;
}

/** `isSwapped`: blue comes first, and red third. */
export type Pixels = Raster & { isSwapped: boolean };

/** Numbers as the file has them, whatever it says of its colours. */
const asTheyAre = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' } as const;

/** What Chrome decodes to pixel by pixel, or to brightness and colours that it has for each pixel. */
const whole = new Set(['RGBA', 'BGRA', 'RGBX', 'BGRX', 'I444']);
/** Colours for two pixels, or for two by two, as JPEG and WebP have them. */
const sparse = new Set(['I420', 'I422']);

/** A JPEG's blocks of eight by eight become four, two or one without the rest of their waves. */
const mostHalvings = 3;

/**
 * Opens an image. One whose first bytes say how large it is, is not decoded before that is asked for.
 * @param scratch where pixels are lent
 * @throws where it cannot be decoded
 */
export async function open(bytes: ArrayBuffer, scratch: Scratch): Promise<Image> {
  const told = sizeOf(bytes);
  const first = told ? undefined : await decode(bytes, 0, scratch);
  const { width, height } = told ?? first ?? { width: 0, height: 0 };
  /** Done or under way. */
  const known = first ? [{ halvings: 0, decoded: Promise.resolve(first) }] : [];
  return {
    width,
    height,
    isHalvable: halvingsOf(bytes, { width, height }, 1) > 0,
    decode(most) {
      const halvings = halvingsOf(bytes, { width, height }, most);
      const fit = known.find(one => one.halvings <= halvings);
      if (fit) return fit.decoded;
      const decoded = decode(bytes, halvings, scratch);
      known.push({ halvings, decoded });
      return decoded;
    },
    close() {
      for (const { decoded } of known.splice(0)) decoded.then(one => one.close()).catch(() => {});
    },
  };
}

function halvingsOf(bytes: ArrayBuffer, { width, height }: Size, most: number): number {
  if (typeOf(bytes) !== 'image/jpeg') return 0;
  let halvings = Math.min(most, mostHalvings);
  // a level is as many whole texels, and a block's rest is not
  while (width % 2 ** halvings !== 0 || height % 2 ** halvings !== 0) halvings--;
  return halvings;
}

async function decode(bytes: ArrayBuffer, halvings: number, scratch: Scratch): Promise<Decoded> {
  const full = halvings > 0 ? sizeOf(bytes) : undefined;
  const desired = full && { desiredWidth: full.width >> halvings, desiredHeight: full.height >> halvings };
  const frame = await decodeFrame(bytes, desired);
  if (!frame) return ofRaster(await draw(bytes));
  // Chrome may have halved it less often
  return ofFrame(frame, bytes, full ? Math.round(Math.log2(full.width / frame.displayWidth)) : 0, scratch);
}

async function decodeFrame(
  data: ArrayBuffer,
  desired?: { desiredWidth: number; desiredHeight: number },
): Promise<VideoFrame | undefined> {
  const type = typeOf(data);
  if (!type) return undefined;
  const decoder = new ImageDecoder({ data, type, ...asTheyAre, ...desired });
  try {
    const { image } = await decoder.decode();
    if (isUpright(image) && (whole.has(image.format ?? '') || sparse.has(image.format ?? ''))) return image;
    image.close();
    return undefined;
  } finally {
    decoder.close();
  }
}

function typeOf(bytes: ArrayBuffer): string | undefined {
  const text = String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(16, bytes.byteLength)));
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.slice(4, 12) === 'ftypavif') return 'image/avif';
  return undefined;
}

/** Whether its pixels lie as they are to be seen: EXIF may turn them. */
function isUpright(image: VideoFrame & { rotation?: number; flip?: boolean }): boolean {
  const { codedWidth, codedHeight, displayWidth, displayHeight, rotation = 0, flip = false } = image;
  return rotation === 0 && !flip && codedWidth === displayWidth && codedHeight === displayHeight;
}

function ofFrame(frame: VideoFrame, bytes: ArrayBuffer, level: number, scratch: Scratch): Decoded {
  const { displayWidth: width, displayHeight: height } = frame;
  const format = frame.format ?? '';
  // Chrome multiplies by alpha on the way where it has to change the order
  const options = format === 'RGBA' || format === 'BGRA' ? {} : ({ format: 'RGBA' } as const);
  const put = async (data: Uint8Array<ArrayBuffer>) => {
    await frame.copyTo(data, options);
    return { data, width, height, isSwapped: format === 'BGRA' };
  };
  return {
    width,
    height,
    level,
    isExact: !sparse.has(format),
    pixels: async () => (sparse.has(format) && level === 0 ? draw(bytes) : put(new Uint8Array(width * height * 4))),
    lend: work => scratch.lend(width * height * 4, async space => work(await put(space))),
    close: () => frame.close(),
  };
}

function ofRaster(raster: Pixels): Decoded {
  const { width, height, data } = raster;
  return {
    width,
    height,
    level: 0,
    isExact: true,
    pixels: async () => ({ ...raster, data: data.slice() }),
    lend: async work => work(raster),
    close: () => {},
  };
}

/** Any image that Chrome can show. Pixels without alpha lose their colours. */
async function draw(bytes: ArrayBuffer): Promise<Pixels> {
  const bitmap = await createImageBitmap(new Blob([bytes]), asTheyAre);
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('there is no canvas to decode on');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { data: new Uint8Array(data.buffer), width, height, isSwapped: false };
}
