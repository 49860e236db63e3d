import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { openApt } from './apt.mjs';
import { commandsWithin, Obstacle } from './commands.mjs';
import { knownObstacle, noteObstacle, noteSuccess, stamp, stateOf } from './lavapipe-state.mjs';
import { installedDriver, isNewEnough } from './mesa.mjs';
import { fetchMesa } from './mesa-packages.mjs';
import { hasGpu, isMusl, readRelease } from './release.mjs';
import { layDownShim, shim } from './shim.mjs';

/** Megabytes that packages, lists and what is unpacked of them take together, at most. */
const room = 400;
const gain = "which draws two to three times faster than Chrome's own SwiftShader";
const thisMachine = {
  system: '/',
  platform: process.platform,
  arch: process.arch,
  environment: process.env,
  /** Seconds that it may take before it is given up: a start does not wait for a slow mirror. */
  patience: 90,
};

/**
 * Brings Mesa's lavapipe into `.cache/lavapipe`, where it can be had, for the service to draw on where there is no GPU. Without it
 * Chrome's SwiftShader draws; so whatever goes wrong is said, and does no harm.
 */
export function setUpLavapipe(root, machine = thisMachine) {
  const here = { ...machine, root };
  if (!isUseful(here)) return;
  const folder = join(root, '.cache/lavapipe');
  const state = stateOf(folder, here);
  if (state === 'ready' || knownObstacle(folder, here)) return;
  try {
    requireSupport(here);
    inScratch(join(root, '.cache'), scratch => {
      const run = commandsWithin(here.patience, here.environment);
      const made = join(scratch, 'made');
      mkdirSync(made);
      if (state === 'stale') keepDriver(folder, made);
      else bringDriver(run, here, { folder: made, scratch });
      const libraries = layDownShim(run, root, made, here.arch);
      noteSuccess(
        made,
        here,
        libraries.filter(path => !path.startsWith(made)),
      );
      // unless another start was quicker
      if (stateOf(folder, here) !== 'ready') replace(folder, made, scratch);
    });
  } catch (error) {
    if (stateOf(folder, here) !== 'ready') sayAndRemember(error, folder, here);
  }
}

/** `GPU=software` and `GPU=require` never draw on it. On other systems than Linux, Chrome draws on the GPU that their screens have. */
function isUseful({ environment: { GPU = 'auto', LAVAPIPE }, platform, system }) {
  return platform === 'linux' && ['auto', 'cpu'].includes(GPU) && LAVAPIPE !== 'off' && !hasGpu(system);
}

function requireSupport({ system, arch }) {
  if (!['x64', 'arm64'].includes(arch))
    throw new Obstacle(`lavapipe is not made ready for ${arch} CPUs`, 'use one of the kind x64 or arm64');
  if (isMusl(system))
    throw new Obstacle('its C library is musl, which lavapipe is not made ready for', 'use Debian or Ubuntu');
}

/** Mesa is as it was, and need not be fetched again. */
function keepDriver(folder, made) {
  const others = readdirSync(folder).filter(name => ![...shim, stamp].includes(name));
  for (const name of others) linkSync(join(folder, name), join(made, name));
}

function bringDriver(run, here, { folder, scratch }) {
  const installed = installedDriver(here);
  if (isNewEnough(installed?.version)) linkDriver(installed, folder);
  else fetchDriver(run, here, { folder, scratch, installed });
}

function linkDriver({ path, version }, folder) {
  console.log(`darkroom: making use of the lavapipe of Mesa ${version}, ${gain}…`);
  symlinkSync(path, join(folder, 'libvulkan_lvp.so'));
}

function fetchDriver(run, here, { folder, scratch, installed }) {
  const release = readRelease(here.system);
  const tooOld = installed ? `the Mesa that is installed is too old (${installed.version})` : 'Mesa is not installed';
  if (!release.hasPackages || !run('apt-get', ['--version']).isInstalled)
    throw new Obstacle(`${tooOld}, and it is fetched on Debian and Ubuntu only`);
  const { bavail, bsize } = statfsSync(scratch);
  if (bavail * bsize < room << 20) throw new Obstacle(`less than ${room} MB are free on its disk`, 'free some');
  console.log(`darkroom: fetching Mesa's lavapipe, ${gain}…`);
  const apt = openApt(run, join(scratch, 'apt'), { ...here, release });
  fetchMesa(run, apt, { folder, scratch, system: here.system });
}

function replace(folder, made, scratch) {
  if (existsSync(folder)) renameSync(folder, join(scratch, 'old'));
  renameSync(made, folder);
}

/** Beside the folder that comes of it, so that it can be moved there at once. */
function inScratch(cache, use) {
  mkdirSync(cache, { recursive: true });
  sweep(cache);
  const scratch = mkdtempSync(join(cache, 'lavapipe-'));
  try {
    use(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Removes what set-ups left that were cut short: none takes ten minutes. */
function sweep(cache) {
  for (const name of readdirSync(cache).filter(one => one.startsWith('lavapipe-'))) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > 600_000) rmSync(path, { recursive: true, force: true });
  }
}

function sayAndRemember({ message, advice = 'see to that' }, folder, here) {
  let again = 'It is tried again at the next start';
  try {
    noteObstacle(folder, here, message);
    again = 'It is tried again tomorrow, or once .cache/lavapipe is removed';
  } catch {
    // where nothing can be written, nothing can be remembered
  }
  console.log(
    `darkroom: drawing on Chrome's SwiftShader: ${message}; to draw two to three times faster, ${advice}. ${again}.`,
  );
}
