import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which Linux this is, by its own account: `{ name, codenames, isDebian, hasPackages }`. */
export function readRelease(system) {
  const values = read(join(system, 'etc/os-release'));
  const family = [values.ID, ...(values.ID_LIKE ?? '').split(' ')];
  return {
    name: values.PRETTY_NAME ?? values.NAME ?? 'this system',
    // those that are made of another's packages name its release too
    codenames: [values.UBUNTU_CODENAME, values.DEBIAN_CODENAME, values.VERSION_CODENAME].filter(Boolean),
    isDebian: values.ID === 'debian',
    hasPackages: family.includes('debian') || family.includes('ubuntu'),
  };
}

/** Whether its C library is musl, for which neither Mesa's packages nor our shim are made. */
export function isMusl(system) {
  try {
    return readdirSync(join(system, 'lib')).some(name => name.startsWith('ld-musl-'));
  } catch {
    return false;
  }
}

/** By what the service tells it too: an NVIDIA GPU or a render node. */
export function hasGpu(system) {
  const folder = join(system, 'dev/dri');
  const nodes = existsSync(folder) ? readdirSync(folder) : [];
  return existsSync(join(system, 'dev/nvidiactl')) || nodes.some(name => name.startsWith('renderD'));
}

function read(file) {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const pairs = lines.map(line => /^(\w+)=(["']?)(.*)\2$/.exec(line.trim())).filter(Boolean);
    return Object.fromEntries(pairs.map(([, name, , value]) => [name, value]));
  } catch {
    return {};
  }
}
