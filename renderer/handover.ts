import { randomBytes } from 'node:crypto';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StageBrowser } from './browser.ts';
import type { Drawn, Shot } from './contract.ts';
import type { StageServer } from './stage-server.ts';

/** How pixels come from the stage to Node. */
export interface Handover {
  readonly kind: 'file' | 'request';
  /** Draws a picture. */
  draw(shot: Shot): Promise<Negative>;
}

/** A picture that was drawn, and is still in the browser. */
export interface Negative {
  drawn: Drawn;
  /** Brings its pixels: RGBA, 8 bits, sRGB, straight alpha, top row first. The next may be drawn meanwhile, and not before. */
  bring(): Promise<Uint8Array>;
}

/**
 * Through a file of the browser's own storage where it can be found: 1–3 ms for 4 MB. Its place in the profile is nowhere
 * documented, so a pattern is written and looked for. Else as the body of a request, which takes 100 ms and more.
 */
export async function openHandover(browser: StageBrowser, server: StageServer): Promise<Handover> {
  const path = await findFile(browser).catch(() => undefined);
  return path ? byFile(browser, path) : byRequest(browser, server);
}

function byFile(browser: StageBrowser, path: string): Handover {
  return handover('file', browser, async length => {
    await browser.call('handOver', null);
    return readExactly(path, length);
  });
}

function byRequest(browser: StageBrowser, server: StageServer): Handover {
  return handover('request', browser, async length => {
    const expected = server.expect(length);
    try {
      const [, pixels] = await Promise.all([browser.call('handOver', expected.url), expected.arrival]);
      return pixels;
    } finally {
      expected.cancel();
    }
  });
}

function handover(
  kind: Handover['kind'],
  browser: StageBrowser,
  receive: (length: number) => Promise<Uint8Array>,
): Handover {
  return {
    kind,
    async draw(shot) {
      const drawn = await browser.call('draw', shot);
      const bring = async () => {
        const started = performance.now();
        const pixels = await receive(bytesOf(shot));
        drawn.timings['handover'] = performance.now() - started;
        return pixels;
      };
      return { drawn, bring };
    },
  };
}

function bytesOf({ width, height }: Shot): number {
  return width * height * 4;
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
