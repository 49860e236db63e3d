import type { Texture } from 'three/webgpu';
import { decoderOf } from './decoder.ts';
import type { Raster } from './levels.ts';

let pictures = 0;
/** Those that wait in a worker. */
const waiting = new Set<Picture>();

/**
 * The image of a texture, decoded and not yet uploaded: how much of it can be seen is not known before there is a camera. It waits
 * in a worker until its levels are taken; taken once more, it is decoded once more.
 */
export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #id: number;
  readonly #bytes: ArrayBuffer;
  /** Done, or under way for all who take it; none where it was dropped. */
  #decoding: Promise<unknown> | undefined = Promise.resolve();

  private constructor(id: number, bytes: ArrayBuffer, { width, height }: { width: number; height: number }) {
    this.#id = id;
    this.#bytes = bytes;
    this.width = width;
    this.height = height;
  }

  /** @throws where it cannot be decoded */
  static async open(bytes: ArrayBuffer): Promise<Picture> {
    const id = pictures++;
    const picture = new Picture(id, bytes, await decode(id, bytes));
    waiting.add(picture);
    return picture;
  }

  /** Its mip levels from one on, largest first. */
  async take(from: number, isColor: boolean, flip: boolean): Promise<Raster[]> {
    this.#decoding ??= decode(this.#id, this.#bytes);
    waiting.add(this);
    await this.#decoding;
    return (await decoderOf(this.#id).ask({ kind: 'take', picture: this.#id, from, isColor, flip })) as Raster[];
  }

  /** Gives back its memory. It can still be taken. */
  drop(): void {
    if (!this.#decoding) return;
    this.#decoding = undefined;
    waiting.delete(this);
    void decoderOf(this.#id).ask({ kind: 'drop', picture: this.#id });
  }
}

/** Of a scene that is struck, also what was never uploaded: nobody looked at it. */
export function dropPictures(): void {
  for (const picture of waiting) picture.drop();
}

async function decode(picture: number, bytes: ArrayBuffer): Promise<{ width: number; height: number }> {
  return (await decoderOf(picture).ask({ kind: 'decode', picture, bytes })) as { width: number; height: number };
}

const shown = new WeakMap<Texture, Picture>();

/** What a texture is an image of, also once it was uploaded; none where it came by other ways. */
export function pictureOf(texture: Texture): Picture | undefined {
  const known = shown.get(texture);
  if (known) return known;
  const image: unknown = texture.image;
  if (!(image instanceof Picture)) return undefined;
  shown.set(texture, image);
  return image;
}
