import { crc32 } from 'node:zlib';
import type { EnvironmentStore } from '../../renderer/pipeline/environment-store.ts';
import type { Store } from '../stores/store.ts';
import { untilAborted } from '../concurrency/until-aborted.ts';

/** Told of every environment that could not be read or kept. It is made again: no picture fails for it. */
export type EnvironmentFailed = (operation: 'get' | 'put', error: unknown) => void;

export interface StoredEnvironments extends EnvironmentStore {
  /** Resolves when nothing is being kept any more. */
  settled(): Promise<void>;
}

/** Milliseconds to wait for an environment before it is made again. */
const readTimeout = 2000;
/** Writes at a time: a store that takes none must not fill the memory with them. */
const maxWrites = 4;

/** Prefiltered environments in a store, each behind its checksum. */
export function environmentsIn(store: Store, failed: EnvironmentFailed): StoredEnvironments {
  const underWay = new Set<Promise<void>>();
  const nameOf = (key: string) => `light/${key}.bin`;

  const keep = async (key: string, environment: Uint8Array): Promise<void> => {
    try {
      if (underWay.size >= maxWrites) throw new Error(`${maxWrites} are being kept already`);
      // in the place of what may be there: it was no good
      await store.replace(nameOf(key), { bytes: sealed(environment), type: 'application/octet-stream' });
    } catch (error) {
      failed('put', error);
    }
  };

  return {
    async get(key, signal) {
      const stop = AbortSignal.any([signal, AbortSignal.timeout(readTimeout)]);
      try {
        const stored = await untilAborted(store.get(nameOf(key), stop), stop);
        return stored && opened(stored.bytes);
      } catch (error) {
        if (!signal.aborted) failed('get', error);
        return undefined;
      }
    },
    put(key, environment) {
      const keeping = keep(key, environment).finally(() => underWay.delete(keeping));
      underWay.add(keeping);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

const checksumBytes = 4;

function sealed(environment: Uint8Array): Uint8Array {
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(crc32(environment));
  return Buffer.concat([checksum, environment]);
}

/** @throws {Error} where the bytes are not what was kept */
function opened(bytes: Uint8Array): Uint8Array {
  const environment = bytes.subarray(checksumBytes);
  const checksum = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (environment.length > 0 && checksum.readUInt32LE() === crc32(environment)) return environment;
  throw new Error('it is damaged');
}
