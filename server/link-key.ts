import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A key for links where none is set: kept beside the renders in a folder store, so that links outlive the process. */
export async function ownLinkKey(store: string): Promise<{ key: string; lasting: boolean }> {
  const fresh = randomBytes(32).toString('base64url');
  if (store.includes('://')) return { key: fresh, lasting: false };
  const path = join(store, '.link-key');
  try {
    await mkdir(store, { recursive: true });
    await writeFile(path, fresh, { flag: 'wx', mode: 0o600 });
    return { key: fresh, lasting: true };
  } catch {
    const kept = await readFile(path, 'utf8').catch(() => '');
    return kept.length >= 32 ? { key: kept, lasting: true } : { key: fresh, lasting: false };
  }
}
