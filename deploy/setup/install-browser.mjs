import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { downloadedBrowser, findBrowser } from './browser.mjs';

const advice = 'Install one (on Debian, as root: apt-get install chromium-headless-shell), or set CHROME_PATH to one.';

/** Debian's package first, where we are root: it brings the libraries that Chrome needs, and a download does not. */
const ways = [
  { what: "installing Debian's chromium-headless-shell", isPossible: canUseApt, install: withApt },
  { what: 'downloading chrome-headless-shell', isPossible: () => true, install: withPuppeteer },
];

/**
 * Installs a browser.
 * @throws {Error} that says what was tried and what to do
 */
export async function installBrowser(root) {
  const failures = [];
  for (const { what, install } of ways.filter(({ isPossible }) => isPossible())) {
    console.log(`darkroom: no Chrome was found; ${what}…`);
    const failure = await install(root);
    if (failure === undefined) return;
    failures.push(`- ${what}: ${failure}`);
  }
  throw new Error(`no Chrome is here, and none could be installed. ${advice}\n${failures.join('\n')}`);
}

/**
 * Makes sure of a downloaded browser, which may lack libraries.
 * @throws {Error} that says what is wrong with it
 */
export function requireThatItRuns(path) {
  const why = whyItDoesNotRun(path);
  if (why) throw new Error(`${why}. ${advice}`);
}

function whyItDoesNotRun(path) {
  const { status, stderr, error } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (status === 0) return undefined;
  const why = lastLine(stderr)?.replace(`${path}: `, '') ?? error?.message ?? `it ended with ${status}`;
  return `${path} does not run here: ${why}`;
}

function canUseApt() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

async function withApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'];
  // package lists may be missing, or old; where they cannot be had anew, the ones that are there may do
  spawnSync('apt-get', ['-qq', 'update'], { env });
  const { status, stderr } = spawnSync('apt-get', ['-qq', ...install], { env, encoding: 'utf8' });
  if (status === 0 && (await findBrowser(process.env))) return undefined;
  return lastLine(stderr) ?? 'apt-get failed';
}

async function withPuppeteer(root) {
  const program = name => join(root, 'node_modules/.bin', name);
  const args = [program('puppeteer'), 'browsers', 'install', 'chrome-headless-shell'];
  const { status, stderr } = spawnSync(program('node'), args, { cwd: root, encoding: 'utf8' });
  const path = await downloadedBrowser(process.env);
  if (status !== 0 || !path) return reasonIn(stderr) ?? 'the download failed';
  return whyItDoesNotRun(path);
}

/** Puppeteer prints its usage before the error and a stack after it. */
function reasonIn(text) {
  const lines = text.split('\n').map(line => line.trim());
  return (
    lines.find(line => line.startsWith('- '))?.slice(2) ?? lines.find(line => /^(\w*Error|All providers)/.test(line))
  );
}

function lastLine(text) {
  return (text ?? '').trim().split('\n').at(-1) || undefined;
}
