import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { StageBrowser } from '../../renderer/browser/browser.ts';
import { openHandover } from '../../renderer/browser/handover.ts';
import type { StageServer } from '../../renderer/browser/stage-server.ts';
import { rgba8 } from '../support/layout.ts';

const [width, height] = [4, 2];
const shot = { view: 'main', width, height, sampling: 'draft' } as const;

/** Pixels of the picture of a number, as the stage would draw it. */
function pixelsOf(number: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(width * height * 4).fill(Number(number));
}

interface Page {
  browser: StageBrowser;
  /** What it was asked for. */
  said: string[];
}

/** A page that draws at once; `hands` gives pixels over. Number 0 cannot be drawn. */
function page(profile: string, hands: (bytes: Uint8Array<ArrayBuffer>, url: unknown) => Promise<void>): Page {
  const said: string[] = [];
  const call = async (name: string, ...args: unknown[]) => {
    said.push(`${name} ${name === 'draw' ? String(args[1]) : String(args[0])}`);
    if (name === 'writePattern') return hands(Uint8Array.from(args[0] as number[]), null);
    if (name === 'draw' && (args[0] as { view: string }).view === 'broken') throw new Error('it cannot be drawn');
    if (name === 'handOver') return hands(pixelsOf(args[0]), args[1]);
    return { timings: {}, layout: rgba8(width, height), inView: true, backgroundIncluded: false };
  };
  const browser = { call, profile, ended: new Promise<void>(() => {}), kill: async () => {} };
  return { browser: browser as unknown as StageBrowser, said };
}

async function withFile(work: (page: Page) => Promise<void>): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'handover-'));
  try {
    const folder = join(profile, 'Default', 'File System', 'a');
    await mkdir(folder, { recursive: true });
    await work(page(profile, bytes => writeFile(join(folder, 'b'), bytes)));
  } finally {
    await rm(profile, { recursive: true });
  }
}

const noServer = {} as StageServer;

test('pixels are asked for along with their picture, and before the next may be', () =>
  withFile(async ({ browser, said }) => {
    const handover = await openHandover(browser, noServer);
    assert.is(handover.kind, 'file');
    said.length = 0;
    const { drawn, pixels } = handover.draw(shot);
    const { timings } = await drawn;
    assert.equal(said, ['draw 1', 'handOver 1']);
    assert.equal(new Uint8Array((await pixels).bytes), pixelsOf(1));
    assert.ok((timings['handover'] ?? -1) >= 0);
  }));

test('one picture is read before the next is put into its place', () =>
  withFile(async ({ browser, said }) => {
    const handover = await openHandover(browser, noServer);
    said.length = 0;
    const all = [1, 2, 3].map(() => handover.draw(shot));
    const read: string[] = [];
    for (const [at, { pixels }] of all.entries()) void pixels.then(() => read.push(`${at + 1} after ${said.length}`));
    for (const [at, { pixels }] of all.entries()) assert.equal(new Uint8Array((await pixels).bytes), pixelsOf(at + 1));
    // three to be drawn, and as many handed over as were read, and one more
    assert.equal(read, ['1 after 4', '2 after 5', '3 after 6']);
  }));

test('a picture that cannot be drawn is told, and does not keep those after it', () =>
  withFile(async ({ browser }) => {
    const handover = await openHandover(browser, noServer);
    const broken = handover.draw({ ...shot, view: 'broken' });
    const next = handover.draw(shot);
    for (const promise of [broken.drawn, broken.pixels])
      assert.match(
        await promise.then(
          () => 'drawn',
          (error: Error) => error.message,
        ),
        'cannot be drawn',
      );
    assert.equal(new Uint8Array((await next.pixels).bytes), pixelsOf(2));
  }));

test('where the file is not to be found, pixels come as the body of a request', async () => {
  const open = new Map<string, (bytes: Uint8Array) => void>();
  let cancelled = 0;
  const server = {
    expect(limit: number) {
      const url = `${open.size} of ${limit}`;
      const arrival = new Promise<Uint8Array>(resolve => open.set(url, resolve));
      return { url, arrival, cancel: () => void cancelled++ };
    },
  } as unknown as StageServer;
  const { browser } = page(join(tmpdir(), 'nowhere'), async (bytes, url) => {
    await sleep(1);
    open.get(String(url))?.(bytes);
  });
  const handover = await openHandover(browser, server);
  assert.is(handover.kind, 'request');
  const all = [handover.draw(shot), handover.draw(shot)];
  for (const [at, { pixels }] of all.entries()) assert.equal((await pixels).bytes, pixelsOf(at + 1));
  assert.equal([...open.keys()], ['0 of 128', '1 of 128']);
  assert.is(cancelled, 2);
});

test.run();
