import { randomBytes } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageBrowser } from './browser.ts';
import type { Drawn, Shot } from '../contract.ts';
import { RenderError } from '../error.ts';
import { byteLengthOf, type PixelBuffer } from '../pixels.ts';
import type { StageServer } from './stage-server.ts';

/** Brings pixels from the stage to Node. */
export interface Handover {
  readonly kind: 'file' | 'request';
  /** Draws a picture and brings it over. */
  draw(shot: Shot): Drawing;
}

/** A picture that is being drawn. Its rejections need no listener. */
export interface Drawing {
  /** Resolves once it is drawn, and still in the browser: the next may be asked for, and not before. */
  drawn: Promise<Drawn>;
  pixels: Promise<PixelBuffer>;
}

/** A picture that was asked for: its number, what it is to be, and how it came out. */
interface Asked {
  number: number;
  shot: Shot;
  drawing: Promise<Drawn>;
}

/**
 * Opens the way for pixels: a file of the browser's own storage where that can be found (1–3 ms for 4 MB), else the body of a request
 * (100 ms and more). The file's place in the profile is undocumented, so a pattern is written and searched for.
 */
export async function openHandover(browser: StageBrowser, server: StageServer): Promise<Handover> {
  const path = await findFile(browser).catch(() => undefined);
  return path ? byFile(browser, path) : byRequest(browser, server);
}

function byFile(browser: StageBrowser, path: string): Handover {
  return handover('file', browser, async ({ number, drawing }) => {
    await browser.call('handOver', number, null);
    const { layout } = await drawing;
    return readExactly(path, byteLengthOf(layout));
  });
}

function byRequest(browser: StageBrowser, server: StageServer): Handover {
  return handover('request', browser, async ({ number, shot }) => {
    const expected = server.expect(byteLengthOf({ ...shot, channels: 4, type: 'float32' }));
    try {
      const [, bytes] = await Promise.all([browser.call('handOver', number, expected.url), expected.arrival]);
      return bytes;
    } finally {
      expected.cancel();
    }
  });
}

function handover(
  kind: Handover['kind'],
  browser: StageBrowser,
  receive: (asked: Asked) => Promise<Uint8Array>,
): Handover {
  let pictures = 0;
  /** Settles when the way is free: one picture is read before the next is written. */
  let isFree: Promise<unknown> = Promise.resolve();
  return {
    kind,
    draw(shot) {
      const number = ++pictures;
      const drawing = browser.call('draw', shot, number);
      // asked for along with it: a round trip takes longer than handing over
      const received = isFree.then(() => receive({ number, shot, drawing })).catch(asHandover);
      // not before it was asked for: the browser hands over what was asked for last
      const drawn = isFree.then(() => drawing);
      const pixels = drawn.then(async ({ timings, layout }) => {
        const started = performance.now();
        const bytes = await received;
        timings['handover'] = performance.now() - started;
        if (bytes.byteLength !== byteLengthOf(layout))
          throw new RenderError('renderer_failed', 'The pixels are not as many as were said.', { step: 'handOver' });
        return { layout, bytes };
      });
      isFree = Promise.allSettled([pixels, received]);
      for (const promise of [drawing, received, drawn, pixels]) promise.catch(() => {});
      return { drawn, pixels };
    },
  };
}

function asHandover(error: unknown): never {
  if (error instanceof RenderError) throw error;
  throw new RenderError('renderer_failed', String(error), { step: 'handOver', cause: error });
}

async function findFile(browser: StageBrowser): Promise<string | undefined> {
  const pattern = randomBytes(4096);
  await browser.call('writePattern', [...pattern]);
  const folder = join(browser.profile, 'Default', 'File System');
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (pattern.equals(await readFile(path))) return path;
  }
  return undefined;
}

async function readExactly(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const pixels = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(pixels, 0, length, 0);
    if (bytesRead !== length) throw new Error(`${bytesRead} of ${length} bytes were handed over`);
    return pixels;
  } finally {
    await file.close();
  }
}
