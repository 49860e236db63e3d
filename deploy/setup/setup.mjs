// Sets up what is missing on a fresh machine: packages (the pinned Node among them), a Chrome, where there is no GPU a
// quicker stand-in for one than Chrome's own, the bundles.
// Plain JavaScript that an older Node can run, since it is what fetches the newer one. Quick when nothing is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadedBrowser, findBrowser } from './browser.mjs';
import { buildIfOld } from './bundles.mjs';
import { installBrowser, requireThatItRuns } from './install-browser.mjs';
import { setUpLavapipe } from './lavapipe.mjs';
import { arePackagesInstalled } from './packages.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const node = join(root, 'node_modules/.bin/node');

/** Runs a command in the project's folder, showing what it says. */
function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}.`);
}

function setUpPackages() {
  if (arePackagesInstalled(root)) return;
  console.log('darkroom: installing packages…');
  // whatever NODE_ENV and npm's settings say; an older npm warns of each package that wants a newer Node, which comes with them
  run('npm', 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error');
}

function setUpNode() {
  if (existsSync(node)) return;
  // its install script fetches it, and npm may have been told to run none
  console.log('darkroom: fetching the pinned Node…');
  run('npm', 'rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  if (!existsSync(node)) throw new Error('the pinned Node is missing: delete node_modules, then try again.');
}

async function setUpBrowser() {
  const found = await findBrowser(process.env);
  if (!found) return installBrowser(root);
  if (found === (await downloadedBrowser(process.env))) requireThatItRuns(found);
}

try {
  setUpPackages();
  setUpNode();
  await setUpBrowser();
  setUpLavapipe(root);
  buildIfOld(root, () => {
    run(node, 'renderer/build/build.ts');
    run(node, 'server/build.ts');
  });
} catch (error) {
  console.error(`darkroom: ${error.message}`);
  process.exitCode = 1;
}
