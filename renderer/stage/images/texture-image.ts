import type { Texture } from 'three/webgpu';
import type { Decoder } from './decoder.ts';
import type { Size } from './head.ts';
import type { Raster } from './levels.ts';

/** Where an image is decoded, and those that wait to be. */
export interface Bench {
  decoder: Decoder;
  /** Its number there. */
  id: number;
  waiting: Set<TextureImage>;
}

/**
 * The image of a texture, not yet uploaded: how much of it can be seen is not known before there is a camera. It waits in a worker
 * until its levels are taken, and where its file says how large it is, it is decoded no sooner. Taken once more, it is decoded once
 * more.
 */
export class TextureImage {
  readonly width: number;
  readonly height: number;
  readonly #bench: Bench;
  readonly #bytes: ArrayBuffer;
  readonly #broken: () => Error;
  /** Whether its worker has it. */
  #isOpen = true;

  private constructor(bench: Bench, bytes: ArrayBuffer, broken: () => Error, { width, height }: Size) {
    this.#bench = bench;
    this.#bytes = bytes;
    this.#broken = broken;
    this.width = width;
    this.height = height;
    bench.waiting.add(this);
  }

  /**
   * @param broken what is thrown, here or when it is taken, where it cannot be decoded
   */
  static async open(bench: Bench, bytes: ArrayBuffer, broken: () => Error): Promise<TextureImage> {
    const size = await open(bench, bytes).catch(() => {
      drop(bench);
      throw broken();
    });
    return new TextureImage(bench, bytes, broken, size);
  }

  /** Has it decoded beside all else, unless it will be less to decode once it is known how large it is needed. */
  begin(isColor: boolean): void {
    const { decoder, id } = this.#bench;
    // what goes wrong will be told to who takes it
    void decoder.ask({ kind: 'begin', image: id, isColor }).catch(() => {});
  }

  /** Its mip levels from one on, largest first. */
  async take(from: number, isColor: boolean, flip: boolean): Promise<Raster[]> {
    this.#reopen();
    const { decoder, id } = this.#bench;
    try {
      return (await decoder.ask({ kind: 'take', image: id, from, isColor, flip })) as Raster[];
    } catch {
      throw this.#broken();
    }
  }

  /** Gives back its memory, once it is not being taken any more. It can still be taken. */
  drop(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#bench.waiting.delete(this);
    drop(this.#bench);
  }

  #reopen(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#bench.waiting.add(this);
    // what goes wrong will be told to who takes it: a worker does one after the other
    open(this.#bench, this.#bytes).catch(() => {});
  }
}

async function open({ decoder, id }: Bench, bytes: ArrayBuffer): Promise<Size> {
  return (await decoder.ask({ kind: 'open', image: id, bytes })) as Size;
}

/** One that could not be opened cannot be closed either. */
function drop({ decoder, id }: Bench): void {
  decoder.ask({ kind: 'drop', image: id }).catch(() => {});
}

const shown = new WeakMap<Texture, TextureImage>();

/** What a texture is an image of, also once it was uploaded; none where it came by other ways. */
export function textureImageOf(texture: Texture): TextureImage | undefined {
  const known = shown.get(texture);
  if (known) return known;
  const image: unknown = texture.image;
  if (!(image instanceof TextureImage)) return undefined;
  shown.set(texture, image);
  return image;
}
