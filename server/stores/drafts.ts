import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Folder of drafts: no key has a `~`, and it lies in the store, so on the same file system. */
const FOLDER = '~drafts';
const STALE_MS = 3600 * 1000;

/**
 * A new path for an object that must not be visible yet. Its name begins with the time, in hexadecimal milliseconds.
 *
 * @param root the store's folder
 */
export async function draftPath(root: string): Promise<string> {
  const folder = join(root, FOLDER);
  await mkdir(folder, { recursive: true });
  return join(folder, `${Date.now().toString(16)}-${randomUUID()}`);
}

/** Writes bytes into a draft and syncs them to the disk. The caller removes it. */
export async function writeDraft(draft: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(draft, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes drafts older than an hour, whose process has died. Never fails. */
export async function sweepDrafts(root: string): Promise<void> {
  const folder = join(root, FOLDER);
  const names = await readdir(folder).catch(() => []);
  const stale = names.filter(name => {
    const time = /^([0-9a-f]+)-/.exec(name)?.[1];
    return time !== undefined && Date.now() - Number.parseInt(time, 16) > STALE_MS;
  });
  await Promise.allSettled(stale.map(name => rm(join(folder, name), { recursive: true, force: true })));
}
