import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

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
 * A folder for compiled shaders, of this machine's kind of processor alone: an image is drawn from on others than it was built on. Lavapipe tells
 * apart only those that Mesa does, and what LLVM compiled for the newer of two may be nothing that the older one can run.
 * @param kept where it is kept from start to start; where that cannot be written to, a copy of it in the temporary folder is used
 */
export function openShaderCache(kept: string): ShaderCache {
  let opening: Promise<string> | undefined;
  const folder = () => (opening ??= open(kept));
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
      if (path !== undefined && dirname(path) !== kept) await rm(path, { recursive: true, force: true });
    },
  };
}

async function open(kept: string): Promise<string> {
  const cpuinfo = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  return writable(join(kept, processorOf(cpuinfo)));
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

/** What tells kinds of processor apart in /proc/cpuinfo, on x64 and on arm64. Their number is no matter: Mesa heeds it. */
const traits = /^(vendor_id|cpu family|model|model name|flags|CPU implementer|CPU variant|CPU part|Features)\s*:.*$/gm;

/** A name for a kind of processor, from what /proc/cpuinfo says of the first one. */
export function processorOf(cpuinfo: string): string {
  const [first = ''] = cpuinfo.split('\n\n', 1);
  const told = first.match(traits) ?? [arch()];
  return createHash('sha256').update(told.join('\n')).digest('hex').slice(0, 16);
}
