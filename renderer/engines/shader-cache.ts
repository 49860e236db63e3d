import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { arch, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Folder of compiled shaders that outlasts a browser. */
export interface ShaderCache {
  /** The folder, which can be written to. */
  folder(): Promise<string>;
  /** Deletes what is in it. */
  clear(): Promise<void>;
  /** Deletes a copy, where there is one. */
  close(): Promise<void>;
}

/**
 * A cache for this machine's kind of processor alone: an image may run on another than it was built on. Mesa tells fewer kinds apart, and
 * code that LLVM compiled for a newer processor may not run on an older one.
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

/** Lines of /proc/cpuinfo that tell kinds of processor apart, on x64 and arm64. Mesa heeds their number itself. */
const traits = /^(vendor_id|cpu family|model|model name|flags|CPU implementer|CPU variant|CPU part|Features)\s*:.*$/gm;

/** A name for a kind of processor, from what /proc/cpuinfo says of the first one. */
export function processorOf(cpuinfo: string): string {
  const [first = ''] = cpuinfo.split('\n\n', 1);
  const told = first.match(traits) ?? [arch()];
  return createHash('sha256').update(told.join('\n')).digest('hex').slice(0, 16);
}
