import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { newerSystem, Obstacle } from './commands.mjs';
import { librariesOf } from './libraries.mjs';
import { isBest, isNewEnough } from './mesa.mjs';
import { openSearchPath } from './search-path.mjs';

const driver = 'libvulkan_lvp.so';

/**
 * Fetches Mesa's lavapipe into `folder`, with just those of its libraries that the system lacks or has too old.
 * What is fetched is unpacked beside, in `scratch`.
 */
export function fetchMesa(run, apt, { folder, scratch, system }) {
  const unpacked = join(scratch, 'unpacked');
  mkdirSync(unpacked, { recursive: true });

  const unpack = (packages, pattern) => {
    // not with `dpkg-deb -x`: most of what a package holds is of no use here
    const script =
      'for deb; do dpkg-deb --fsys-tarfile "$deb" | tar --extract --directory "$0" --wildcards "$pattern"; done';
    const { stderr } = run('sh', ['-c', script, unpacked, ...apt.download(packages)], { env: { pattern } });
    // that some have no such files is nothing wrong
    const failure = stderr.split('\n').find(line => line && !/Not found in archive|Exiting with failure/.test(line));
    if (failure) throw new Obstacle(`its packages could not be unpacked (${failure})`);
  };
  const take = name => {
    const path = findFile(unpacked, name);
    if (!path) return false;
    renameSync(path, join(folder, name));
    openSearchPath(join(folder, name));
    return true;
  };

  const mesa = chooseMesa(apt);
  unpack([mesa], `*/${driver}`);
  if (!take(driver)) throw new Obstacle(`${mesa.name} ${mesa.version} has no ${driver}`);

  const brought = [mesa];
  for (;;) {
    const { lacking } = librariesOf(run, join(folder, driver), folder);
    if (lacking.length === 0) return;
    const sought = lacking.filter(name => !take(name));
    if (sought.length === 0) continue;
    const packages = packagesOf(sought, brought, { apt, system });
    if (packages.length === 0) throw new Obstacle(`no package of this release brings ${sought.join(', ')}`);
    unpack(packages, '*.so*');
    brought.push(...packages);
    sought.forEach(take);
  }
}

function chooseMesa(apt) {
  const failure = apt.update();
  const all = apt.describe(['mesa-vulkan-drivers']);
  if (all.length === 0) throw new Obstacle(`apt finds no mesa-vulkan-drivers${failure ? ` (${failure})` : ''}`);
  const usable = all.filter(({ version }) => isNewEnough(version));
  if (usable.length === 0) throw new Obstacle(`this release's Mesa is too old (${all[0].version})`, newerSystem);
  return usable.find(({ version }) => isBest(version)) ?? usable[0];
}

/**
 * The packages that bring these libraries, among those which the packages brought so far depend on. A library's package is called
 * after it, but for a few: for those, all that the system lacks of what is depended on may be it.
 */
function packagesOf(libraries, brought, { apt, system }) {
  const known = new Set(brought.map(({ name }) => name));
  const names = [...new Set(brought.flatMap(({ depends }) => depends))].filter(name => !known.has(name));
  const byName = libraries.map(library => packageCalled(library, names));
  const others = libraries.filter((_, index) => !byName[index]);
  const rest = names.filter(name => !isInstalled(name, system));
  const wanted = [...new Set([...byName.filter(Boolean), ...others.flatMap(library => likeliest(library, rest))])];
  if (wanted.length === 0) return [];
  const described = apt.describe(wanted);
  return wanted.flatMap(name => described.find(one => one.name === name) ?? []);
}

/** libxcb-dri3.so.0 is in libxcb-dri3-0, libLLVM.so.19.1 in libllvm19, libelf.so.1 in libelf1t64, libxml2.so.2 in libxml2. */
export function packageCalled(library, names) {
  const [stem, version = ''] = library.split('.so.');
  const endings = [version, version.split('.')[0], ''];
  return endings
    .map(ending => names.find(name => plain(name.replace(/t64$/, '')) === plain(stem + ending)))
    .find(Boolean);
}

/** libicuuc.so.72 is in libicu72. */
function likeliest(library, names) {
  const version = library.split('.so.')[1];
  const sameVersion = names.filter(name => version && name.replace(/t64$/, '').endsWith(version));
  return sameVersion.length > 0 ? sameVersion : names;
}

function plain(name) {
  return name.toLowerCase().replaceAll(/[^a-z0-9+]/g, '');
}

function isInstalled(name, system) {
  const folder = join(system, 'var/lib/dpkg/info');
  return (
    ['amd64', 'arm64'].some(arch => existsSync(join(folder, `${name}:${arch}.list`))) ||
    existsSync(join(folder, `${name}.list`))
  );
}

/** The file that goes by this name somewhere in the folder, itself or through links. */
function findFile(folder, name) {
  const entry = readdirSync(folder, { withFileTypes: true, recursive: true }).find(
    one => one.name === name && !one.isDirectory(),
  );
  const path = entry && join(entry.parentPath ?? entry.path, name);
  return path && existsSync(path) ? realpathSync(path) : undefined;
}
