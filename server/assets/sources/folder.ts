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
 * Milliseconds for which a file must have rested before it is known by its times: some file systems count them in seconds, so a
 * file that is written twice within one may look the same.
 */
const rested = 2000;

interface Kept {
  identity: string;
  bytes: Uint8Array;
}

/** A file that was read before: it is opened only where it is another, since opening and closing take longer than all else. */
async function readAgain(root: string, path: string, reading: Reading, before: Kept): Promise<Content> {
  if (!(await isUnchanged(root, path, before))) return readFile(root, path, reading);
  reading.meter.expect(before.bytes.length);
  reading.meter.count(before.bytes.length);
  return { bytes: before.bytes, again: next => readAgain(root, path, next, before) };
}

/** Asked all at once: whoever puts another file there meanwhile, puts one of another identity there. */
async function isUnchanged(root: string, path: string, { identity }: Kept): Promise<boolean> {
  const named = join(root, path);
  try {
    const [top, real, found] = await Promise.all([realpath(root), realpath(named), stat(named, { bigint: true })]);
    return isBelow(top, real) && found.isFile() && identityOf(found) === identity;
  } catch {
    // it is told when it is read
    return false;
  }
}

function isBelow(top: string, real: string): boolean {
  return real.startsWith(top.endsWith(sep) ? top : top + sep);
}

async function readFile(root: string, path: string, reading: Reading): Promise<Content> {
  const { meter, signal } = reading;
  const top = await realpath(root).catch(cause => {
    throw new Refusal('asset_root_unavailable', 'could not be read: ASSET_ROOT is not there', { cause });
  });
  try {
    const real = await realpath(join(top, path));
    if (!isBelow(top, real)) throw forbidden('a link leads out of its root');
    // A pipe would keep `open` waiting for its writer, and a link may have been put there since.
    const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const now = Date.now();
      const found = await fileOnly(file);
      meter.expect(Number(found.size));
      const bytes = await file.readFile({ signal });
      meter.count(bytes.length);
      const isRested = now - Number(found.ctimeMs) > rested && now - Number(found.mtimeMs) > rested;
      const kept = { identity: identityOf(found), bytes };
      return { bytes, again: isRested ? next => readAgain(root, path, next, kept) : undefined };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw await withGuess(refusalOf(error), top, path);
  }
}

/** Where a file was not found, the one of its folder that was probably meant, or the one of its name right below ASSET_ROOT. */
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

/** Names of the files of a folder; none of one that is not there, or not below the root. */
async function filesIn(top: string, path: string): Promise<string[]> {
  const folder = await realpath(join(top, path)).catch(() => undefined);
  if (folder === undefined || (folder !== top && !isBelow(top, folder))) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter(entry => !entry.isDirectory()).map(({ name }) => name);
}

async function fileOnly(file: Awaited<ReturnType<typeof open>>) {
  const found = await file.stat({ bigint: true });
  if (!found.isFile())
    throw new Refusal('asset_not_found', 'was not found: there is no file of that name, but something else');
  return found;
}

/** What changes with the file: also where another is put in its place, or its time of writing is set back. */
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
