import type { Picture, Print } from '../../scenes/pictures.ts';
import { outputFormats } from '../../scenes/output-formats.ts';
import type { Timings } from '../contract.ts';
import { backdropOf, type Encoder, openEncoder } from '../encode/encoders.ts';
import type { Frame } from '../frame.ts';
import type { Warning } from '../warning.ts';
import type { Captured } from './captured.ts';

/** A file that is being encoded. */
interface OpenFile {
  encoder: Encoder;
  /** Pictures that it waits for. */
  left: number;
  /** Settles when the pictures so far are encoded: they are added in order. */
  added: Promise<void>;
  /** What its pictures told, and its encoding took. */
  timings: Timings;
  warnings: Warning[];
}

/** Encodes the pictures of one render into files. Each file is a frame once it has all of its pictures: a still has one. */
export class FrameEncoders {
  readonly #open: typeof openEncoder;
  /** Pictures of each file, by its name. */
  readonly #expected = new Map<string, number>();
  readonly #files = new Map<string, OpenFile>();

  constructor(open = openEncoder) {
    this.#open = open;
  }

  /** Tells all pictures of the render, before the first of them is added. */
  expect(pictures: readonly Picture[]): void {
    for (const { prints } of pictures)
      for (const { name } of prints) this.#expected.set(name, (this.#expected.get(name) ?? 0) + 1);
  }

  /** Frames that the expected pictures make. */
  get frames(): number {
    return this.#expected.size;
  }

  /**
   * Adds a picture to every file that it is part of. The picture's own timings and warnings come with the first of these.
   * @returns frames that it completes
   */
  async add({ timings, warnings = [], ...captured }: Captured): Promise<Frame[]> {
    const frames: Frame[] = [];
    let told = { timings, warnings };
    for (const print of captured.picture.prints) {
      const frame = await this.#addTo(print, captured, told);
      if (frame) frames.push(frame);
      told = { timings: {}, warnings: [] };
    }
    return frames;
  }

  async #addTo(
    print: Print,
    captured: Omit<Captured, 'timings' | 'warnings'>,
    told: { timings: Timings; warnings: readonly Warning[] },
  ): Promise<Frame | undefined> {
    const file = this.#files.get(print.name) ?? this.#openFile(print, captured);
    addTo(file.timings, told.timings);
    file.warnings.push(...told.warnings);
    const isLast = --file.left === 0;
    const adding = file.added.then(() => timed(file, () => file.encoder.add(captured.pixels)));
    file.added = adding;
    // told to whoever waits for the picture that it is part of
    adding.catch(() => {});
    await adding;
    if (!isLast) return undefined;
    const bytes = await timed(file, () => file.encoder.end());
    this.#files.delete(print.name);
    return frameOf(print, captured, file, bytes);
  }

  #openFile({ name, format, quality }: Print, { background }: Pick<Captured, 'background'>): OpenFile {
    const isOpaque = backdropOf(format, background) !== undefined;
    const file: OpenFile = {
      encoder: this.#open({ format, quality, background }),
      left: this.#expected.get(name) ?? 1,
      added: Promise.resolve(),
      timings: {},
      warnings: background === undefined && isOpaque ? [transparencyLost] : [],
    };
    this.#files.set(name, file);
    return file;
  }
}

function frameOf(
  { name, output, format }: Print,
  { picture, background, device }: Pick<Captured, 'picture' | 'background' | 'device'>,
  { timings, warnings }: OpenFile,
  bytes: Uint8Array,
): Frame {
  const { view, variant, width, height } = picture;
  const { type, extension } = outputFormats[format];
  const alpha = backdropOf(format, background) === undefined;
  const place = { name: `${name}.${extension}`, view, variant, output };
  return { ...place, type, bytes, width, height, alpha, device, timings, warnings };
}

/** Adds the time that work on a file takes to its `encode`. */
async function timed<T>(file: OpenFile, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    addTo(file.timings, { encode: performance.now() - started });
  }
}

function addTo(sums: Timings, timings: Timings): void {
  for (const [name, spent] of Object.entries(timings)) sums[name] = (sums[name] ?? 0) + spent;
}

const transparencyLost: Warning = {
  code: 'transparency_lost',
  pointer: '/background',
  detail: 'JPEG has no transparency, so what is clear is white: take png, webp or avif, or name a colour',
};
