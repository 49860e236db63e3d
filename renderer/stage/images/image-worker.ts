/// <reference lib="webworker" />
import { createMutex } from '../util/mutex.ts';
import { type Decoded, type Image, open, type Pixels } from './decode.ts';
import { levelsOf, type Raster } from './levels.ts';
import type { Ask, Told } from './messages.ts';
import { createScratch } from './scratch.ts';

/** Decodes images beside the page, and makes the mip levels that are asked for. */

/** An image, and the levels that were made of it ahead. */
interface Begun {
  image: Image;
  ahead?: { from: 0 | 1; isColor: boolean; levels: Raster[] };
}

/** Pixels of an image that is kept ahead with its smaller levels: most of those that are taken whole have no more. */
const small = 1024 * 1024;

/** Works on an image once all that was asked of it before is done: none is closed while it is decoded, or levels are made of it. */
type Turns = <T>(work: (begun: Begun) => Promise<T>) => Promise<T>;

/** The worker's own: memory to decode into, and the images that were not dropped. */
const scratch = createScratch();
const images = new Map<number, Turns>();

const work = {
  async open({ image: id, bytes }: Ask & { kind: 'open' }) {
    const turns = turnsOf(open(bytes, scratch));
    images.set(id, turns);
    return turns(async ({ image: { width, height } }) => ({ width, height }));
  },
  async begin({ image: id, isColor }: Ask & { kind: 'begin' }) {
    await images.get(id)?.(async begun => {
      const { image } = begun;
      if (begun.ahead?.isColor === isColor || (image.isHalvable && !isColor)) return;
      const decoded = await image.decode(0);
      const { width, height, isExact } = decoded;
      const from = isExact && width * height <= small ? 0 : 1;
      begun.ahead = { from, isColor, levels: await levelsFrom(decoded, from, isColor) };
    });
  },
  async take({ image: id, from, isColor, flip }: Ask & { kind: 'take' }) {
    const turns = images.get(id);
    if (!turns) throw new Error('the image is not there any more');
    const levels = await turns(async begun => {
      const { image, ahead } = begun;
      delete begun.ahead;
      // colours are halved as light, and not as the numbers that stand for it
      const decode = () => image.decode(isColor ? 0 : from);
      if (ahead?.isColor !== isColor) return levelsFrom(await decode(), from, isColor);
      return from < ahead.from
        ? [await largest(await decode()), ...ahead.levels]
        : ahead.levels.slice(from - ahead.from);
    });
    if (flip) for (const level of levels) turnOver(level);
    return levels;
  },
  async drop({ image: id }: Ask & { kind: 'drop' }) {
    const turns = images.get(id);
    images.delete(id);
    await turns?.(async ({ image }) => image.close());
  },
};

function turnsOf(opening: Promise<Image>): Turns {
  const next = createMutex();
  const begun = opening.then((image): Begun => ({ image }));
  // who asks hears of it
  begun.catch(() => {});
  return work => next(async () => work(await begun));
}

/** Level 0 alone. */
async function largest(decoded: Decoded): Promise<Raster> {
  const pixels = await decoded.pixels();
  if (pixels.isSwapped) swapEnds(pixels);
  return pixels;
}

/** Levels whose memory is nobody else's: they leave this worker, and take it with them. */
async function levelsFrom(decoded: Decoded, from: number, isColor: boolean): Promise<Raster[]> {
  const halvings = from - decoded.level;
  const make = (pixels: Pixels): Raster[] => {
    const levels = levelsOf(pixels, halvings, isColor);
    if (pixels.isSwapped) for (const level of levels) swapEnds(level);
    return levels;
  };
  // what is lent is none of the levels that are made of it, of which a single texel has none
  const hasSmaller = decoded.width > 1 || decoded.height > 1;
  return halvings > 0 && hasSmaller ? decoded.lend(make) : make(await decoded.pixels());
}

/** Red and blue change places. */
function swapEnds({ data: { buffer, byteOffset }, width, height }: Raster): void {
  const texels = new Uint32Array(buffer, byteOffset, width * height);
  for (let at = 0; at < texels.length; at++) {
    const texel = texels[at] ?? 0;
    texels[at] = (texel & 0xff00ff00) | ((texel & 0xff) << 16) | ((texel >>> 16) & 0xff);
  }
}

/** The last row becomes the first. */
function turnOver({ data, width, height }: Raster): void {
  const row = width * 4;
  for (let top = 0, bottom = height - 1; top < bottom; top++, bottom--) {
    const upper = data.slice(top * row, (top + 1) * row);
    data.copyWithin(top * row, bottom * row, (bottom + 1) * row);
    data.set(upper, bottom * row);
  }
}

async function answer(ask: Ask): Promise<void> {
  try {
    // the table has a row for each kind, which takes that kind
    const value = await (work[ask.kind] as (ask: Ask) => Promise<unknown>)(ask);
    postMessage({ ask: ask.ask, value } satisfies Told, buffersIn(value));
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    postMessage({ ask: ask.ask, failure } satisfies Told, []);
  }
}

function buffersIn(value: unknown): ArrayBuffer[] {
  return Array.isArray(value) ? value.map((raster: Raster) => raster.data.buffer) : [];
}

addEventListener('message', ({ data }: MessageEvent<Ask>) => void answer(data));
