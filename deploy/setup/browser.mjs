import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const names = ['chromium-headless-shell', 'chrome-headless-shell', 'google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
const folders = ['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/snap/bin', '/Applications/Google Chrome.app/Contents/MacOS'];

/** Where a browser is: CHROME_PATH, else on the system, else in puppeteer's cache; `undefined` where none is. */
export function findBrowser(environment) {
  if (environment.CHROME_PATH) {
    if (isExecutable(environment.CHROME_PATH)) return environment.CHROME_PATH;
    console.error(`darkroom: CHROME_PATH is ${environment.CHROME_PATH}, and there is no program there.`);
    process.exit(1);
  }
  const places = [...(environment.PATH ?? '').split(delimiter).filter(Boolean), ...folders];
  const found = names.flatMap(name => places.map(folder => join(folder, name))).find(isExecutable);
  return found ?? inPuppeteersCache(environment);
}

/** Any browser that puppeteer has downloaded, without loading puppeteer for it: that takes longer than all the rest. */
function inPuppeteersCache(environment) {
  const cache = environment.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache', 'puppeteer');
  for (const kind of ['chrome-headless-shell', 'chrome'])
    for (const version of entries(join(cache, kind)))
      for (const build of entries(join(cache, kind, version))) {
        const path = join(cache, kind, version, build, kind);
        if (isExecutable(path)) return path;
      }
  return undefined;
}

function entries(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
