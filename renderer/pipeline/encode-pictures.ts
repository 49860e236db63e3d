import type { Picture, Print } from '../../scenes/pictures.ts';
import type { Timings } from '../contract.ts';
import { behindOf, encode, encodings } from '../encode/encode.ts';
import type { Frame } from '../frame.ts';
import type { Drawer } from '../browser/drawer.ts';
import type { Warning } from '../warning.ts';

/** A picture as it came from the browser. */
export interface Exposed {
  picture: Picture;
  /** RGBA, 8 bits, sRGB, straight alpha, top row first. */
  pixels: Uint8Array;
  /** What shows through: see `encode`. */
  background: string | undefined;
  drawer: Drawer;
  timings: Timings;
  warnings?: readonly Warning[] | undefined;
}

/** Encodes every print of a picture. What is told of the picture itself is told with the first. */
export async function develop({
  picture,
  pixels,
  background,
  drawer,
  timings,
  warnings = [],
}: Exposed): Promise<Frame[]> {
  const { view, variant, width, height } = picture;
  const print = async ({ name, output, format, quality }: Print): Promise<Frame> => {
    const started = performance.now();
    const bytes = await encode({ pixels, width, height }, { format, quality }, background);
    const { type, extension } = encodings[format];
    const alpha = behindOf(format, background) === undefined;
    const told = {
      alpha,
      drawer,
      timings: { encode: performance.now() - started },
      warnings: background === undefined && !alpha ? [transparencyLost] : [],
    };
    return { name: `${name}.${extension}`, view, variant, output, type, bytes, width, height, ...told };
  };
  const frames: Frame[] = [];
  for (const one of picture.prints) frames.push(await print(one));
  const [first, ...others] = frames;
  if (!first) return [];
  const told = { timings: { ...timings, ...first.timings }, warnings: [...warnings, ...(first.warnings ?? [])] };
  return [{ ...first, ...told }, ...others];
}

const transparencyLost: Warning = {
  code: 'transparency_lost',
  pointer: '/background',
  detail: 'JPEG has no transparency, so what is clear is white: take png, webp or avif, or name a colour',
};
