import { Refusal } from '../refusal.ts';

/**
 * A relative path of a `src` or a glTF file, normalised: percent-decoded once, `/` between segments, without `.` and `..`,
 * never above its root.
 *
 * @param written the path or relative URI
 * @param folder plain path of the folder that it is relative to; '' is the root
 * @throws Refusal `asset_path_forbidden`
 */
export function plainPath(written: string, folder = ''): string {
  const path = decoded(written).replaceAll('\\', '/');
  if (path.includes('\0')) throw forbidden('it has a NUL character in it');
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) throw forbidden('it is absolute');
  const segments = folder.split('/').filter(Boolean);
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) throw forbidden('it leads out of its root');
  }
  if (segments.length === 0) throw new Refusal('asset_not_found', 'was not found: it names no file');
  return segments.join('/');
}

/** The folder of a plain path. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Percent-decoded once; left as it is where an escape is invalid. */
export function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

export function forbidden(why: string): Refusal {
  return new Refusal(
    'asset_path_forbidden',
    `may not be read: ${why}; a path must be relative and stay below its root`,
  );
}
