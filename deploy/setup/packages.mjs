import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether `node_modules` holds what the lock file names. npm writes its own list of what it installed last of all, so an
 * installation that was cut short has none; one for another lock file, or without development packages, has another.
 */
export function arePackagesInstalled(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(join(root, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    // packages for other platforms are not installed here
    if (!installed[path]) return optional === true;
    return installed[path].version === version && existsSync(join(root, path, 'package.json'));
  });
}

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}
