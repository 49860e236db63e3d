import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { type FileServer, serveFiles } from '../support/files.ts';
import { type Arena, type Contestant, type Kind, side } from './contestant.ts';

const pages = fileURLToPath(new URL('pages', import.meta.url));

/** A page that draws models when it is asked to, as people write it with puppeteer. */
export interface PageKind {
  /** Its file's name, in `pages/`. Defines `shoot(src)`, which gives a data URL. */
  page: string;
  /** Of Chrome, besides puppeteer's own: with which it draws on a CPU, and on a GPU. */
  flags: Readonly<Record<'software' | 'hardware', readonly string[]>>;
  /** Folders that it loads from, by the first part of their paths'. */
  folders(): Promise<Record<string, string>>;
}

/** Everything stays open from picture to picture. */
export function warmPage(name: string, kind: PageKind): Kind {
  return {
    name: `${name}, warm`,
    every: 1,
    concurrent: false,
    async open(arena) {
      const server = await serve(kind, arena);
      const browser = await launch(kind, arena);
      const page = await open(browser, kind, server);
      return {
        draw: async file => ({ picture: await shoot(page, file) }),
        processes: () => pidsOf(browser),
        async [Symbol.asyncDispose]() {
          await browser.close();
          await server[Symbol.asyncDispose]();
        },
      };
    },
  };
}

/** A Chrome of its own for each picture. */
export function pageAShot(name: string, kind: PageKind): Kind {
  return {
    name: `${name}, a Chrome a shot`,
    every: 4,
    concurrent: false,
    async open(arena): Promise<Contestant> {
      const server = await serve(kind, arena);
      const running = new Set<Browser>();
      return {
        async draw(file) {
          const browser = await launch(kind, arena);
          running.add(browser);
          try {
            return { picture: await shoot(await open(browser, kind, server), file) };
          } finally {
            running.delete(browser);
            await browser.close();
          }
        },
        processes: () => [...running].flatMap(pidsOf),
        [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
      };
    },
  };
}

async function serve({ folders }: PageKind, { folder }: Arena): Promise<FileServer> {
  return serveFiles({ pages, models: folder, ...(await folders()) });
}

function launch({ flags }: PageKind, { chrome, service }: Arena): Promise<Browser> {
  // lavapipe is ours: without our driver Chrome draws on its SwiftShader
  const profile = service.engine === 'gpu' ? 'hardware' : 'software';
  return puppeteer.launch({
    executablePath: chrome.program,
    headless: 'shell',
    args: ['--no-sandbox', ...flags[profile]],
    defaultViewport: { width: side, height: side },
  });
}

async function open(browser: Browser, kind: PageKind, { url }: FileServer): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${url}/pages/${kind.page}.html`);
  await page.waitForFunction('globalThis.shoot !== undefined');
  return page;
}

async function shoot(page: Page, file: string): Promise<Uint8Array> {
  const answer: unknown = await page.evaluate(`shoot(${JSON.stringify(`/models/${file}`)})`);
  return Buffer.from(String(answer).replace(/^data:image\/png;base64,/, ''), 'base64');
}

function pidsOf(browser: Browser): number[] {
  const pid = browser.process()?.pid;
  return pid === undefined ? [] : [pid];
}

/** Where a package of the project's own lies. */
export function folderOf(entry: string): string {
  return join(dirname(fileURLToPath(import.meta.resolve(entry))), '..');
}
