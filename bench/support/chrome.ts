import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import puppeteer from 'puppeteer';
import { type CommandLine, commandLineOf, descendantsOf, environmentOf } from './processes.ts';
import type { Service } from './service.ts';

/** How a browser is started. */
export interface Chrome extends CommandLine {
  /** Settings by which drivers are found, and keep what they compiled. */
  environment: Record<string, string>;
}

/** The browser that a service runs, with the flags that it runs it with, but without the page that it opens. */
export async function chromeOf({ pid }: Service): Promise<Chrome> {
  for (const below of await descendantsOf(pid)) {
    const { program, args } = await commandLineOf(below);
    const isBrowser = /chrom/.test(program) && !args.some(arg => arg.startsWith('--type='));
    // A profile is one browser's; the pipe is opened by whoever starts it, and so is the page.
    if (isBrowser)
      return {
        program,
        args: args.filter(arg => /^--(?!user-data-dir|remote-debugging)/.test(arg)),
        environment: await environmentOf(below, /^(VK|MESA)_/),
      };
  }
  throw new Error('the service runs no Chrome');
}

export async function versionOf({ program }: Pick<Chrome, 'program'>): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['--version']);
  return stdout.trim();
}

/** Milliseconds in which a browser starts and paints a blank page. */
export async function blankPage({ program, args, environment }: Chrome): Promise<number> {
  const started = performance.now();
  const browser = await puppeteer.launch({
    executablePath: program,
    env: { ...process.env, ...environment },
    args: [...args, 'about:blank'],
    ignoreDefaultArgs: true,
    pipe: true,
  });
  try {
    const [page = await browser.newPage()] = await browser.pages();
    await page.screenshot();
    return performance.now() - started;
  } finally {
    await browser.close();
  }
}
