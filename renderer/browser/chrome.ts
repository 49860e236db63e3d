import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** The headless shell starts three times as quickly as a full Chrome and draws the same. */
const names = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
];
const folders = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/google/chrome',
  '/snap/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

export interface ChromeSearch {
  /** CHROME_PATH: used as it is; an error where no program is there. */
  path?: string | undefined;
  /** PATH. */
  searchPath?: string | undefined;
}

/**
 * Path of Chrome: the given one, else on the system, else in puppeteer's cache.
 * @throws {Error} that says what to install or to set
 */
export async function findChrome({ path, searchPath = '' }: ChromeSearch): Promise<string> {
  if (path) {
    if (await isExecutable(path)) return path;
    throw new Error(`CHROME_PATH is ${path}, and there is no program there.`);
  }
  const places = [...searchPath.split(delimiter).filter(Boolean), ...folders];
  for (const name of names)
    for (const folder of places) if (await isExecutable(join(folder, name))) return join(folder, name);
  // puppeteer is large, and only loaded where nothing else is found
  const puppeteer = await import('puppeteer').catch(() => undefined);
  for (const headless of ['shell', true] as const) {
    const cached = await puppeteer?.default.executablePath({ headless });
    if (cached !== undefined && (await isExecutable(cached))) return cached;
  }
  throw new Error(
    'No Chrome was found: set CHROME_PATH, install chromium-headless-shell, or run `npx puppeteer browsers install chrome-headless-shell`.',
  );
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
