// Sets up what is missing on a fresh machine: packages (the pinned Node among them), a Chrome, the stage's bundle.
// Plain JavaScript that an older Node can run, since it is what fetches the newer one. Quick when nothing is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { findBrowser } from './browser.mjs';
import { installBrowser } from './install-browser.mjs';

const root = new URL('../../', import.meta.url);
const path = name => new URL(name, root);

/** Runs a command in the project's folder, showing what it says. */
function run(command, args, environment = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } });
  if (status === 0) return;
  console.error(`darkroom: \`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}.`);
  process.exit(1);
}

function read(name) {
  return existsSync(path(name)) ? readFileSync(path(name), 'utf8') : undefined;
}

// The lock file as it was when the packages were installed.
const installed = 'node_modules/.darkroom-lock';
const lock = read('package-lock.json');
if (read(installed) !== lock) {
  console.log('darkroom: installing packages…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { PUPPETEER_SKIP_DOWNLOAD: '1' });
  writeFileSync(path(installed), lock);
}

const node = path('node_modules/.bin/node').pathname;
if (!existsSync(node)) {
  console.error('darkroom: the pinned Node is missing: npm was told not to run install scripts. Run `npm rebuild node`, then try again.');
  process.exit(1);
}

if (!findBrowser(process.env)) installBrowser(root);

// A third of a second, so it is made anew each time rather than checked for being old.
run(node, ['renderer/build.ts']);
