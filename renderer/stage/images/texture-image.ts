import type { Texture } from 'three/webgpu';
import { decoderOf } from './decoder.ts';
import type { Size } from './head.ts';
import type { Raster } from './levels.ts';

let pictures = 0;
/** Those that wait in a worker. */
const waiting = new Set<Picture>();

/**
 * The image of a texture, not yet uploaded: how much of it can be seen is not known before there is a camera. It waits in a worker
 * until its levels are taken, and where its file says how large it is, it is decoded no sooner. Taken once more, it is decoded once
 * more.
 */
export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #id: number;
  readonly #bytes: ArrayBuffer;
  readonly #broken: () => Error;
  /** Whether its worker has it. */
  #isOpen = true;

  private constructor(id: number, bytes: ArrayBuffer, broken: () => Error, { width, height }: Size) {
    this.#id = id;
    this.#bytes = bytes;
    this.#broken = broken;
    this.width = width;
    this.height = height;
  }

  /**
   * @param broken what is thrown, here or when it is taken, where it cannot be decoded
   */
  static async open(bytes: ArrayBuffer, broken: () => Error): Promise<Picture> {
    const id = pictures++;
    const size = await open(id, bytes).catch(() => {
      drop(id);
      throw broken();
    });
    const picture = new Picture(id, bytes, broken, size);
    waiting.add(picture);
    return picture;
  }

  /** Has it decoded beside all else, unless it will be less to decode once it is known how large it is needed. */
  begin(isColor: boolean): void {
    // what goes wrong will be told to who takes it
    void decoderOf(this.#id)
      .ask({ kind: 'begin', picture: this.#id, isColor })
      .catch(() => {});
  }

  /** Its mip levels from one on, largest first. */
  async take(from: number, isColor: boolean, flip: boolean): Promise<Raster[]> {
    this.#reopen();
    try {
      return (await decoderOf(this.#id).ask({ kind: 'take', picture: this.#id, from, isColor, flip })) as Raster[];
    } catch {
      throw this.#broken();
    }
  }

  /** Gives back its memory, once it is not being taken any more. It can still be taken. */
  drop(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    waiting.delete(this);
    drop(this.#id);
  }

  #reopen(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    waiting.add(this);
    // what goes wrong will be told to who takes it: a worker does one after the other
    open(this.#id, this.#bytes).catch(() => {});
  }
}

/** Of a scene that is struck, also what was never uploaded: nobody looked at it. */
export function dropPictures(): void {
  for (const picture of waiting) picture.drop();
}

async function open(picture: number, bytes: ArrayBuffer): Promise<Size> {
  return (await decoderOf(picture).ask({ kind: 'open', picture, bytes })) as Size;
}

/** One that could not be opened cannot be closed either. */
function drop(picture: number): void {
  decoderOf(picture)
    .ask({ kind: 'drop', picture })
    .catch(() => {});
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
