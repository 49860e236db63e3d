/// <reference lib="webworker" />
import { type Raster, levelsOf } from './levels.ts';
import type { Ask, Told } from './messages.ts';

/** Decodes images beside the page, and makes the mip levels that are asked for. */

const decoded = new Map<number, Raster>();

const work = {
  async decode({ picture, bytes }: Ask & { kind: 'decode' }) {
    const raster = await decode(bytes);
    decoded.set(picture, raster);
    return { width: raster.width, height: raster.height };
  },
  async take({ picture, from, isColor, flip }: Ask & { kind: 'take' }) {
    const raster = decoded.get(picture);
    if (!raster) throw new Error('the image is not there any more');
    // what is kept is copied: the page gets what is sent, and nothing of it stays here
    return levelsOf(flip ? flipped(raster) : raster, from, isColor).map(one => (one === raster ? copied(one) : one));
  },
  async drop({ picture }: Ask & { kind: 'drop' }) {
    decoded.delete(picture);
  },
};

/** Numbers as the file has them: not multiplied by alpha, whatever it says of its colours. */
const asTheyAre = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' } as const;

async function decode(bytes: ArrayBuffer): Promise<Raster> {
  return (await decodeExactly(bytes)) ?? drawn(await createImageBitmap(new Blob([bytes]), asTheyAre));
}

/** Formats that may have colours where they have no alpha: drawing such pixels would lose them. */
async function decodeExactly(bytes: ArrayBuffer): Promise<Raster | undefined> {
  const type = typeWithAlpha(new Uint8Array(bytes, 0, Math.min(16, bytes.byteLength)));
  if (!type) return undefined;
  const decoder = new ImageDecoder({ data: bytes, type, ...asTheyAre });
  try {
    const { image } = await decoder.decode();
    const { displayWidth: width, displayHeight: height, format } = image;
    const isPlain = format === 'RGBA' || format === 'BGRA';
    if (!isPlain || image.codedWidth !== width || image.codedHeight !== height) {
      image.close();
      return undefined;
    }
    const data = new Uint8Array(width * height * 4);
    // in its own order: Chrome multiplies by alpha on the way where it has to change that
    await image.copyTo(data);
    image.close();
    if (format === 'BGRA') swapEnds(data);
    return { data, width, height };
  } finally {
    decoder.close();
  }
}

function swapEnds(data: Uint8Array<ArrayBuffer>): void {
  const texels = new Uint32Array(data.buffer);
  for (let at = 0; at < texels.length; at++) {
    const texel = texels[at] ?? 0;
    texels[at] = (texel & 0xff00ff00) | ((texel & 0xff) << 16) | ((texel >>> 16) & 0xff);
  }
}

function typeWithAlpha(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head);
  if (text.startsWith('\x89PNG')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.slice(4, 12) === 'ftypavif') return 'image/avif';
  return undefined;
}

function drawn(bitmap: ImageBitmap): Raster {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('there is no canvas to decode on');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { data: new Uint8Array(data.buffer), width, height };
}

function copied({ data, width, height }: Raster): Raster {
  return { data: data.slice(), width, height };
}

function flipped({ data, width, height }: Raster): Raster {
  const row = width * 4;
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) turned.set(data.subarray(y * row, (y + 1) * row), (height - 1 - y) * row);
  return { data: turned, width, height };
}

async function answer(ask: Ask): Promise<Told> {
  try {
    // the table has a row for each kind, which takes that kind
    const value = await (work[ask.kind] as (ask: Ask) => Promise<unknown>)(ask);
    return { ask: ask.ask, value };
  } catch (error) {
    return { ask: ask.ask, failure: error instanceof Error ? error.message : String(error) };
  }
}

function buffersIn(value: unknown): ArrayBuffer[] {
  return Array.isArray(value) ? value.map((raster: Raster) => raster.data.buffer) : [];
}

addEventListener('message', ({ data }: MessageEvent<Ask>) => {
  void answer(data).then(told => postMessage(told, buffersIn(told.value)));
});
