/// <reference lib="webworker" />
import { inTurn } from '../in-turn.ts';
import { type Image, open } from './decode.ts';
import { levelsOf, type Raster } from './levels.ts';
import type { Ask, Told } from './messages.ts';

/** Decodes images beside the page, and makes the mip levels that are asked for. */

const images = new Map<number, Image>();

/** Levels are made of one image at a time: they share the space that pixels are put into. */
const shrinking = inTurn();

const work = {
  async open({ picture, bytes }: Ask & { kind: 'open' }) {
    const image = await open(bytes);
    images.set(picture, image);
    return { width: image.width, height: image.height };
  },
  async begin({ picture, isColor }: Ask & { kind: 'begin' }) {
    const image = images.get(picture);
    if (image && (!image.isHalvable || isColor)) await image.decode(0);
  },
  async take({ picture, from, isColor, flip }: Ask & { kind: 'take' }) {
    const image = images.get(picture);
    if (!image) throw new Error('the image is not there any more');
    // colours are halved as light, and not as the numbers that stand for it
    const decoded = await image.decode(isColor ? 0 : from);
    return shrinking(async () => {
      const hasSmaller = image.width > 1 || image.height > 1;
      const pixels = await (from > 0 && hasSmaller ? decoded.pixelsToShrink() : decoded.pixels());
      const levels = levelsOf(pixels, from - decoded.level, isColor);
      if (pixels.isSwapped) for (const level of levels) swapEnds(level);
      if (flip) for (const level of levels) turnOver(level);
      return levels;
    });
  },
  async drop({ picture }: Ask & { kind: 'drop' }) {
    images.get(picture)?.close();
    images.delete(picture);
  },
};

/** Red and blue change places. */
function swapEnds({ data }: Raster): void {
  const texels = new Uint32Array(data.buffer);
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
