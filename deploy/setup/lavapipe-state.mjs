import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from './files.mjs';

export const stamp = 'set-up.json';
const day = 24 * 60 * 60 * 1000;
/** Raised where what is set up changes, so that it is set up anew. */
const edition = 1;

/**
 * What was set up in `folder`: `ready`, `stale` where the shim was changed since, or else `nothing`.
 * Told by a few stats, since every start asks.
 */
export function stateOf(folder, machine) {
  const { system, shim, files, needs } = readStamp(folder);
  if (!files || system !== systemKey(machine)) return 'nothing';
  const isWhole = Object.entries(files).every(([name, size]) => sizeOf(join(folder, name)) === size);
  if (!isWhole || !needs.every(path => existsSync(path))) return 'nothing';
  return shim === shimKey(machine.root) ? 'ready' : 'stale';
}

/** Notes that all is there, last of all: what was cut short has no such note. `needs` are the libraries of the system that it uses. */
export function noteSuccess(folder, machine, needs) {
  const names = readdirSync(folder).filter(name => name !== stamp);
  const files = Object.fromEntries(names.map(name => [name, sizeOf(join(folder, name))]));
  writeStamp(folder, { system: systemKey(machine), shim: shimKey(machine.root), files, needs });
}

/** Why it could not be done on this machine within the last day, where nothing has changed since. */
export function knownObstacle(folder, machine) {
  const { tried, at, obstacle } = readStamp(folder);
  return tried === triedKey(machine) && Math.abs(Date.now() - at) < day ? obstacle : undefined;
}

export function noteObstacle(folder, machine, obstacle) {
  // what is left there of another machine, or in part, would only keep the service waiting
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeStamp(folder, { tried: triedKey(machine), at: Date.now(), obstacle });
}

function readStamp(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, stamp), 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(folder, value) {
  writeFileSync(join(folder, stamp), `${JSON.stringify(value, undefined, 2)}\n`);
}

/** A project's folder may be taken to another machine. */
function systemKey({ system, arch }) {
  const names = /^(ID|VERSION_ID|VERSION_CODENAME)=.*/gm;
  return digest(edition, arch, textOf(join(system, 'etc/os-release')).match(names));
}

function shimKey(root) {
  const folder = join(root, 'native/lavapipe');
  return digest(...['lavapipe.c', 'hugepages.c', 'lavapipe.json', 'build.sh'].map(name => ageOf(join(folder, name))));
}

/** What may be done about an obstacle: a Mesa is installed, a mirror named, the step itself mended. */
function triedKey(machine) {
  const folders = ['usr/share/vulkan/icd.d', 'etc/apt', 'etc/apt/sources.list.d'];
  return digest(systemKey(machine), shimKey(machine.root), ...folders.map(name => ageOf(join(machine.system, name))));
}

function digest(...values) {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

function ageOf(path) {
  try {
    const { mtimeMs, size } = statSync(path);
    return `${mtimeMs} ${size}`;
  } catch {
    return undefined;
  }
}

function sizeOf(path) {
  try {
    return statSync(path).size;
  } catch {
    return undefined;
  }
}
