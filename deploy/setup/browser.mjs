import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { entriesOf } from './files.mjs';

const names = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
];
const systemFolders = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/google/chrome',
  '/snap/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/**
 * Where a browser is that the service will find too: CHROME_PATH, else on the system, else the one that puppeteer downloaded;
 * `undefined` where none is.
 * @throws {Error} where CHROME_PATH names no program
 */
export async function findBrowser(environment, folders = systemFolders) {
  const { CHROME_PATH: given, PATH = '' } = environment;
  if (given) {
    if (isProgram(given)) return given;
    throw new Error(
      `CHROME_PATH is ${given}, and there is no program there. Correct it, or unset it to have a Chrome looked for.`,
    );
  }
  const places = [...PATH.split(delimiter).filter(Boolean), ...folders];
  const found = names.flatMap(name => places.map(folder => join(folder, name))).find(isProgram);
  return found ?? downloadedBrowser(environment);
}

/** What puppeteer has downloaded, found without loading puppeteer: that takes longer than all the rest. */
export async function downloadedBrowser({ PUPPETEER_CACHE_DIR, HOME }) {
  const cache = PUPPETEER_CACHE_DIR || join(HOME || homedir(), '.cache', 'puppeteer');
  const { PUPPETEER_REVISIONS: pinned } = await import('puppeteer-core/internal/revisions.js');
  for (const kind of ['chrome-headless-shell', 'chrome'])
    for (const platform of entriesOf(join(cache, kind)).filter(name => name.endsWith(`-${pinned[kind]}`)))
      for (const build of entriesOf(join(cache, kind, platform))) {
        const path = join(cache, kind, platform, build, kind);
        if (isProgram(path)) return path;
      }
  return undefined;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
