import { lstat, readdir, rename, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { draftPath } from './drafts.ts';
import { codeOf } from './failure.ts';

/**
 * Takes a whole folder away at once, so that no reader finds half a render, and then deletes it.
 * @param root the store's folder
 * @returns how many files there were
 */
export async function takeAway(root: string, folder: string): Promise<number> {
  if (!(await lstat(folder).catch(gone))?.isDirectory()) return 0;
  const doomed = await draftPath(root);
  const taken = await rename(folder, doomed).then(() => true, gone);
  return taken ? empty(doomed) : 0;
}

/**
 * Deletes a folder and counts its files one by one. Who had found the folder before it was taken away may link a file into it still:
 * that one was put, and is deleted and counted too. Nothing can be linked into it any more once it is deleted itself.
 */
async function empty(folder: string): Promise<number> {
  let count = 0;
  for (;;) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) count += await empty(path);
      else count += await unlink(path).then(() => 1);
    }
    if (await rmdir(folder).then(() => true, refilled)) return count;
  }
}

function gone(error: unknown): undefined {
  if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) return undefined;
  throw error;
}

function refilled(error: unknown): false {
  if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) return false;
  throw error;
}
