import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { entriesOf, textOf } from './files.mjs';

/** Which Linux this is, by its own account: `{ codenames, isDebian, hasPackages }`. */
export function readRelease(system) {
  const lines = textOf(join(system, 'etc/os-release')).split('\n');
  const pairs = lines.map(line => /^(\w+)=(["']?)(.*)\2$/.exec(line.trim())).filter(Boolean);
  const values = Object.fromEntries(pairs.map(([, name, , value]) => [name, value]));
  const family = [values.ID, ...(values.ID_LIKE ?? '').split(' ')];
  return {
    // those that are made of another's packages name its release too
    codenames: [values.UBUNTU_CODENAME, values.DEBIAN_CODENAME, values.VERSION_CODENAME].filter(Boolean),
    isDebian: values.ID === 'debian',
    hasPackages: family.includes('debian') || family.includes('ubuntu'),
  };
}

/** Whether its C library is musl, for which neither Mesa's packages nor our shim are made. */
export function isMusl(system) {
  return entriesOf(join(system, 'lib')).some(name => name.startsWith('ld-musl-'));
}

/** By what the service tells it too: an NVIDIA GPU or a render node. */
export function hasGpu(system) {
  const nodes = entriesOf(join(system, 'dev/dri'));
  return existsSync(join(system, 'dev/nvidiactl')) || nodes.some(name => name.startsWith('renderD'));
}
