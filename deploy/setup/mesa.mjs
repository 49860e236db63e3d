import { openSync, readFileSync, readSync, closeSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { entriesOf } from './files.mjs';

const manifests = ['usr/share/vulkan/icd.d', 'etc/vulkan/icd.d', 'usr/local/share/vulkan/icd.d'];
const folders = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
/** What the head of a program for it says, in the bytes 18 and 19. */
const machines = { x64: 62, arm64: 183 };

/** Before Mesa 24, lavapipe lacks what Chrome asks of a driver. */
export function isNewEnough(version) {
  return Number.parseInt(version ?? '0', 10) >= 24;
}

/** Mesa 25 draws fastest: 26 takes twice as long as it. */
export function isBest(version) {
  return Number.parseInt(version, 10) === 25;
}

/** The driver of the Mesa that the system has, `{ path, version }`; `undefined` where it has none for this machine. */
export function installedDriver({ system, arch }) {
  const places = manifests.flatMap(folder =>
    entriesOf(join(system, folder))
      .filter(name => /^lvp_icd.*\.json$/.test(name))
      .flatMap(name => placesOf(readLibraryPath(join(system, folder, name)), system, arch)),
  );
  const path = places.find(place => isFor(arch, place));
  return path && { path, version: versionOf(path) };
}

/** A manifest names its library by a path, or by its name alone. */
function placesOf(library, system, arch) {
  if (!library) return [];
  if (isAbsolute(library)) return [join(system, library)];
  return [`usr/lib/${folders[arch]}`, 'usr/lib64', 'usr/lib', 'usr/local/lib'].map(folder =>
    join(system, folder, library),
  );
}

function readLibraryPath(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).ICD?.library_path;
  } catch {
    return undefined;
  }
}

function isFor(arch, path) {
  try {
    if (!statSync(path).isFile()) return false;
    const head = Buffer.alloc(20);
    const file = openSync(path, 'r');
    readSync(file, head, 0, head.length, 0);
    closeSync(file);
    return head.readUInt32BE(0) === 0x7f_45_4c_46 && head.readUInt16LE(18) === machines[arch];
  } catch {
    return false;
  }
}

/** As the driver would say it of itself; so no distribution's tool need be asked. */
function versionOf(path) {
  return /mesa ?(\d+\.\d+[.\d]*)/i.exec(readFileSync(path, 'latin1'))?.[1];
}
