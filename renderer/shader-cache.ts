import { constants } from 'node:fs';
import { access, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where compiled shaders outlast a browser. */
export interface ShaderCache {
  /** The folder, which can be written to. */
  folder(): Promise<string>;
  /** Throws away what is in it. */
  clear(): Promise<void>;
  /** Takes a copy away. */
  close(): Promise<void>;
}

/**
 * A folder for compiled shaders.
 * @param wanted where it is kept from start to start; where that cannot be written to, a copy of it in the temporary folder is used
 */
export function openShaderCache(wanted: string): ShaderCache {
  let opening: Promise<string> | undefined;
  const folder = () => (opening ??= writable(wanted));
  return {
    folder,
    async clear() {
      const path = await folder();
      // a browser that has its files open goes on with them
      await rm(path, { recursive: true, force: true });
      await mkdir(path, { recursive: true });
    },
    async close() {
      const path = await opening;
      if (path !== undefined && path !== wanted) await rm(path, { recursive: true, force: true });
    },
  };
}

async function writable(wanted: string): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true });
    await access(wanted, constants.W_OK);
    return wanted;
  } catch {
    const copy = await mkdtemp(join(tmpdir(), 'darkroom-shaders-'));
    await cp(wanted, copy, { recursive: true }).catch(() => {});
    return copy;
  }
}
