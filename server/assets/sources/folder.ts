import { type BigIntStats, constants } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { meant } from '../../../scenes/meant.ts';
import { displayed } from '../displayed.ts';
import { Refusal } from '../refusal.ts';
import { folderOf, forbidden, plainPath } from './path.ts';
import type { Content, Reading, Source } from '../source.ts';

/** A file below ASSET_ROOT, where that is a folder of this machine. */
export function fileSource(root: string, path: string): Source {
  return below(root, plainPath(path));
}

function below(root: string, path: string): Source {
  return {
    key: `file:${path}`,
    foreign: false,
    read: reading => readFile(root, path, reading),
    resolve: uri => below(root, plainPath(uri, folderOf(path))),
  };
}

/**
 * Milliseconds for which a file must be unchanged before its times identify it: some file systems have times in whole seconds,
 * in which a file that is written twice within one looks unchanged.
 */
const MIN_UNCHANGED_MS = 2000;

/** A file that was read before. */
interface CachedFile {
  identity: string;
  bytes: Uint8Array;
}

/** Reads a cached file again; it is opened only where it has changed, since opening takes longest. */
async function revalidate(root: string, path: string, reading: Reading, cached: CachedFile): Promise<Content> {
  if (!(await isUnchanged(root, path, cached))) return readFile(root, path, reading);
  reading.meter.expect(cached.bytes.length);
  reading.meter.count(cached.bytes.length);
  return { bytes: cached.bytes, revalidate: next => revalidate(root, path, next, cached) };
}

/** All at once: a file that is put there meanwhile has another identity. */
async function isUnchanged(root: string, path: string, { identity }: CachedFile): Promise<boolean> {
  const named = join(root, path);
  try {
    const [top, real, found] = await Promise.all([realpath(root), realpath(named), stat(named, { bigint: true })]);
    return isBelow(top, real) && found.isFile() && identityOf(found) === identity;
  } catch {
    // reading it says why
    return false;
  }
}

function isBelow(top: string, real: string): boolean {
  return real.startsWith(top.endsWith(sep) ? top : top + sep);
}

async function readFile(root: string, path: string, reading: Reading): Promise<Content> {
  const top = await realpath(root).catch(cause => {
    throw new Refusal('asset_root_unavailable', 'could not be read: ASSET_ROOT does not exist', { cause });
  });
  try {
    const real = await realpath(join(top, path));
    if (!isBelow(top, real)) throw forbidden('a link leads out of its root');
    const { bytes, identity } = await readWhole(real, reading);
    const cached = identity === undefined ? undefined : { identity, bytes };
    return { bytes, revalidate: cached && (next => revalidate(root, path, next, cached)) };
  } catch (error) {
    throw await withGuess(refusalOf(error), top, path);
  }
}

/** @returns the identity too, where the file's times tell it */
async function readWhole(
  real: string,
  { meter, signal }: Reading,
): Promise<{ bytes: Uint8Array; identity: string | undefined }> {
  // a pipe would block `open`, and a link may have replaced the file since
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const now = Date.now();
    const found = await fileOnly(file);
    meter.expect(Number(found.size));
    const bytes = await file.readFile({ signal });
    meter.count(bytes.length);
    const isStable = [found.ctimeMs, found.mtimeMs].every(time => now - Number(time) > MIN_UNCHANGED_MS);
    return { bytes, identity: isStable ? identityOf(found) : undefined };
  } finally {
    await file.close();
  }
}

/** The refusal of a missing file, with the name that was probably meant: one of its folder, or the same right below ASSET_ROOT. */
async function withGuess(error: unknown, top: string, path: string): Promise<unknown> {
  if (!(error instanceof Refusal && error.code === 'asset_not_found')) return error;
  try {
    const whole = await nameMeant(top, path);
    if (whole === undefined) return error;
    return new Refusal(error.code, `${error.says} (did you mean "${displayed(whole)}"?)`);
  } catch {
    return error;
  }
}

async function nameMeant(top: string, path: string): Promise<string | undefined> {
  const name = basename(path);
  const near = meant(name, await filesIn(top, dirname(path)));
  if (near !== undefined) return join(dirname(path), near);
  return (await filesIn(top, '.')).find(one => one === name);
}

/** Names of the files of a folder; none where it is missing or not below the root. */
async function filesIn(top: string, path: string): Promise<string[]> {
  const folder = await realpath(join(top, path)).catch(() => undefined);
  if (folder === undefined || (folder !== top && !isBelow(top, folder))) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(entry => !entry.isDirectory()).map(({ name }) => name);
}

async function fileOnly(file: Awaited<ReturnType<typeof open>>) {
  const found = await file.stat({ bigint: true });
  if (!found.isFile())
    throw new Refusal('asset_not_found', 'was not found: that name is a folder or device, not a file');
  return found;
}

/** Identity of a file's content: it also changes where the file is replaced, or its time of writing is set back. */
function identityOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join();
}

const codes: Record<string, Refusal> = {
  ENOENT: new Refusal('asset_not_found', 'was not found below ASSET_ROOT'),
  ENOTDIR: new Refusal('asset_not_found', 'was not found below ASSET_ROOT'),
  ENAMETOOLONG: new Refusal('asset_not_found', 'was not found: its name is too long'),
  EACCES: new Refusal('asset_forbidden', "may not be read: the file's rights forbid it"),
  EPERM: new Refusal('asset_forbidden', "may not be read: the file's rights forbid it"),
  ELOOP: new Refusal('asset_path_forbidden', 'may not be read: its links go round in circles'),
};

function refusalOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return codes[code] ?? error;
}
