import {
  existsSync,
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
import { knownObstacle, noteObstacle, noteSuccess, stateOf } from './lavapipe-state.mjs';
import { librariesOf } from './libraries.mjs';
import { installedDriver, isNewEnough } from './mesa.mjs';
import { fetchMesa } from './mesa-packages.mjs';
import { hasGpu, isMusl, readRelease } from './release.mjs';
import { layDownShim } from './shim.mjs';

const patience = 60;
/** Megabytes that packages, lists and what is unpacked of them take together, at most. */
const room = 400;
const gain = "which draws two to three times faster than Chrome's own SwiftShader";
const thisMachine = { system: '/', platform: process.platform, arch: process.arch, environment: process.env };

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
      const run = commandsWithin(patience, here.environment);
      if (state === 'stale') renewShim(run, here, folder, scratch);
      else replace(folder, setUp(run, here, scratch), scratch);
    });
  } catch (error) {
    sayAndRemember(error, folder, here);
  }
}

/** `GPU=software` and `GPU=require` never draw on it. On other systems than Linux, Chrome draws on the GPU that their screens have. */
function isUseful({ environment: { GPU = 'auto', LAVAPIPE }, platform, system }) {
  return platform === 'linux' && GPU === 'auto' && LAVAPIPE !== 'off' && !hasGpu(system);
}

function requireSupport({ system, arch }) {
  if (!['x64', 'arm64'].includes(arch)) throw new Obstacle(`lavapipe is not made ready for CPUs of the kind ${arch}`);
  if (isMusl(system)) throw new Obstacle('its C library is musl, and lavapipe is made ready for glibc');
}

/** The folder with all that is needed, its stamp last. */
function setUp(run, here, scratch) {
  const made = join(scratch, 'made');
  mkdirSync(made);
  const installed = installedDriver(here);
  if (isNewEnough(installed?.version)) linkDriver(installed, made);
  else fetchDriver(run, here, { folder: made, scratch, installed });
  layDownShim(run, here.root, made, here.arch);
  const { found } = librariesOf(run, join(made, 'libvulkan_lvp.so'), made);
  noteSuccess(
    made,
    here,
    found.filter(path => !path.startsWith(made)),
  );
  return made;
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
  if (bavail * bsize < room << 20) throw new Obstacle(`less than ${room} MB are free on its disk`);
  console.log(`darkroom: fetching Mesa's lavapipe, ${gain}…`);
  const apt = openApt(run, join(scratch, 'apt'), { ...here, release });
  fetchMesa(run, apt, { folder, scratch, system: here.system });
}

/** Mesa is as it was, and need not be fetched again. */
function renewShim(run, here, folder, scratch) {
  const made = join(scratch, 'shim');
  mkdirSync(made);
  layDownShim(run, here.root, made, here.arch);
  for (const name of readdirSync(made)) renameSync(join(made, name), join(folder, name));
  const { found } = librariesOf(run, join(folder, 'libvulkan_lvp.so'), folder);
  noteSuccess(
    folder,
    here,
    found.filter(path => !path.startsWith(folder)),
  );
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

function sayAndRemember(error, folder, here) {
  const why = error.message;
  let again = 'It is tried again at the next start';
  try {
    noteObstacle(folder, here, why);
    again = 'It is tried again tomorrow, or once .cache/lavapipe is removed';
  } catch {
    // where nothing can be written, nothing can be remembered
  }
  console.log(
    `darkroom: drawing on Chrome's SwiftShader: ${why}; to draw two to three times faster, install mesa-vulkan-drivers 25. ${again}.`,
  );
}
