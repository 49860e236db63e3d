import { access, link, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { draftPath, sweepDrafts, writeDraft } from './drafts.ts';
import { codeOf, unavailable } from './failure.ts';
import { isPath, requireFit, typeOf } from './key.ts';
import type { Store } from './store.ts';

const SWEEP_EVERY_MS = 3600 * 1000;

/**
 * A store in a folder, one file per object: `r1a2…/front.png` is that file.
 *
 * An object is written as a draft, synced to the disk, and then linked to its name, which makes it appear whole and never
 * replaces one. The file system has to support hard links. No key may be below another (`a.png/b.png`).
 *
 * @param path created by the first write; relative to the working directory at the time of the call
 */
export function openFolder(path: string): Store {
  const root = resolve(path);
  const at = (key: string) => join(root, key);
  let sweptAt = Number.NEGATIVE_INFINITY;

  const sweep = async () => {
    if (performance.now() - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = performance.now();
    await sweepDrafts(root);
  };

  return {
    name: path,

    async put(key, object, signal) {
      requireFit(key, object.type);
      signal?.throwIfAborted();
      return reporting(path, async () => {
        await sweep();
        if (await exists(at(key))) return false;
        return create(root, at(key), object.bytes);
      });
    },

    async replace(key, object, signal) {
      requireFit(key, object.type);
      signal?.throwIfAborted();
      await reporting(path, () => overwrite(root, at(key), object.bytes));
    },

    async get(key, signal) {
      const type = typeOf(key);
      if (type === undefined) return undefined;
      signal?.throwIfAborted();
      const bytes = await reporting(path, () => readFile(at(key)).catch(missing));
      return bytes && { bytes, type };
    },

    async stamp(key) {
      if (typeOf(key) === undefined) return undefined;
      const found = await reporting(path, () => stat(at(key), { bigint: true }).catch(missing));
      return found && [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join();
    },

    async has(folder, names, signal) {
      if (!isPath(folder)) return false;
      signal?.throwIfAborted();
      const found = new Set(await reporting(path, () => readdir(at(folder)).catch(missing)));
      return names.every(name => found.has(name));
    },

    check: () => reporting(path, () => sweep().then(() => writeProbe(root))),
  };
}

/** Writes a file and deletes it again. */
async function writeProbe(root: string): Promise<void> {
  const probe = await draftPath(root);
  await create(root, probe, Buffer.from('{}'));
  await rm(probe, { force: true });
}

async function create(root: string, file: string, bytes: Uint8Array): Promise<boolean> {
  const draft = await draftPath(root);
  try {
    await writeDraft(draft, bytes);
    return await publish(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function overwrite(root: string, file: string, bytes: Uint8Array): Promise<void> {
  const draft = await draftPath(root);
  try {
    await writeDraft(draft, bytes);
    await mkdir(dirname(file), { recursive: true });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Links the draft to its name, unless that exists. The folder may be deleted from outside meanwhile. */
async function publish(draft: string, file: string, tries = 5): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await link(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (codeOf(error) === 'ENOENT' && tries > 1) return publish(draft, file, tries - 1);
    throw error;
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function missing(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error) ?? '')) return undefined;
  throw error;
}

/** Turns an error of the file system into the problem that users read. */
async function reporting<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unavailable(name, explain(codeOf(error)), error);
  }
}

/** The file system's codes, in words for the operator of the service. */
const reasons: { codes: string[]; says: (code: string) => string }[] = [
  {
    codes: ['ENOSPC', 'EDQUOT', 'EFBIG'],
    says: code => `is full (${code}): free some space, or set STORE to another folder.`,
  },
  {
    codes: ['EACCES', 'EPERM', 'EROFS'],
    says: code =>
      `may not be read and written by the service (${code}): give its user the rights, or set STORE to another folder.`,
  },
  {
    codes: ['ENOTSUP', 'EOPNOTSUPP', 'EMLINK'],
    says: code => `is on a file system without hard links (${code}): set STORE to another folder, or to a bucket.`,
  },
];

function explain(code = 'unknown'): string {
  const reason = reasons.find(({ codes }) => codes.includes(code));
  return reason ? reason.says(code) : `cannot be used (${code}): set STORE to a folder that the service can write to.`;
}
