import { spawnSync } from 'node:child_process';
import { findBrowser } from './browser.mjs';

/** Installs a browser: puppeteer's own download, else Debian's package where we are root, else an error that says what to do. */
export function installBrowser(root) {
  console.log('darkroom: no Chrome was found; downloading one…');
  const puppeteer = new URL('node_modules/.bin/puppeteer', root).pathname;
  const node = new URL('node_modules/.bin/node', root).pathname;
  const download = spawnSync(node, [puppeteer, 'browsers', 'install', 'chrome-headless-shell'], { cwd: root, encoding: 'utf8' });
  if (download.status === 0 && findBrowser(process.env)) return;
  console.log('darkroom: it could not be downloaded.');

  if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('darkroom: installing chromium-headless-shell with apt…');
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = args => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment }).status === 0;
    // package lists may be missing, or old
    if (apt(['-qq', 'update']) && apt(['-qq', 'install', '-y', '--no-install-recommends', 'chromium-headless-shell']) && findBrowser(process.env)) return;
  }
  console.error(`darkroom: no Chrome could be installed. Install one (on Debian: apt-get install chromium-headless-shell), or set CHROME_PATH.

What the download said:
${(download.stderr || download.stdout || '').trim().split('\n').slice(0, 5).join('\n')}`);
  process.exit(1);
}
