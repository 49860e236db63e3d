import type { Picture, Print } from '../scenes/pictures.ts';
import type { Timings } from './contract.ts';
import { encode, encodings } from './encode.ts';
import type { Frame } from './frame.ts';

/** A picture as it came from the browser. */
export interface Exposed {
  picture: Picture;
  /** RGBA, 8 bits, sRGB, straight alpha, top row first. */
  pixels: Uint8Array;
  /** What shows through: see `encode`. */
  background: string | undefined;
  timings: Timings;
}

/** Encodes every print of a picture. What was spent on the picture itself is told with the first. */
export async function develop({ picture, pixels, background, timings }: Exposed): Promise<Frame[]> {
  const { view, variant, width, height } = picture;
  const print = async ({ name, output, format, quality }: Print, before: Timings): Promise<Frame> => {
    const started = performance.now();
    const bytes = await encode({ pixels, width, height }, { format, quality }, background);
    const { type, extension } = encodings[format];
    const spent = { ...before, encode: performance.now() - started };
    return { name: `${name}.${extension}`, view, variant, output, type, bytes, width, height, timings: spent };
  };
  const frames: Frame[] = [];
  for (const [at, one] of picture.prints.entries()) frames.push(await print(one, at === 0 ? timings : {}));
  return frames;
}
