import { Refusal } from '../refusal.ts';

/**
 * A relative path as a `src` or a glTF file writes it, made plain: percent-decoded once, `/` between segments, no `.`
 * or `..` left, never above its root.
 *
 * @param written the path or relative URI
 * @param folder plain path of the folder that it is relative to; '' is the root
 * @throws Refusal `asset_path_forbidden`
 */
export function plainPath(written: string, folder = ''): string {
  const path = decoded(written).replaceAll('\\', '/');
  if (path.includes('\0')) throw forbidden('it has a NUL in it');
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

/** Percent-decoded once; a `%` that begins no escape stands for itself. */
export function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

export function forbidden(why: string): Refusal {
  return new Refusal('asset_path_forbidden', `may not be read: ${why}; a path is relative, below its root`);
}
