import { crc32 } from 'node:zlib';
import type { LightShelf } from '../../renderer/pipeline/environment-store.ts';
import type { Store } from '../stores/store.ts';
import { untilAborted } from '../until-aborted.ts';

/** Told of every light that could not be read or kept, which is made anew: no picture fails for it. */
export type LightFailed = (operation: 'get' | 'put', error: unknown) => void;

export interface StoredLight extends LightShelf {
  /** Resolves when nothing is being kept any more. */
  settled(): Promise<void>;
}

/** Milliseconds after which light is made anew rather than waited for. */
const patience = 2000;
/** How many are kept at a time; a store that takes none must not fill the memory with them. */
const atOnce = 4;

/** Prefiltered light in a store, each behind its checksum. */
export function lightIn(store: Store, failed: LightFailed): StoredLight {
  const underWay = new Set<Promise<void>>();
  const nameOf = (key: string) => `light/${key}.bin`;

  const keep = async (key: string, light: Uint8Array): Promise<void> => {
    try {
      if (underWay.size >= atOnce) throw new Error(`${atOnce} are being kept already`);
      // in the place of what may be there: it was no good
      await store.replace(nameOf(key), { bytes: sealed(light), type: 'application/octet-stream' });
    } catch (error) {
      failed('put', error);
    }
  };

  return {
    async get(key, signal) {
      const stop = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
      try {
        const stored = await untilAborted(store.get(nameOf(key), stop), stop);
        return stored && opened(stored.bytes);
      } catch (error) {
        if (!signal.aborted) failed('get', error);
        return undefined;
      }
    },
    put(key, light) {
      const keeping = keep(key, light).finally(() => underWay.delete(keeping));
      underWay.add(keeping);
    },
    async settled() {
      await Promise.all(underWay);
    },
  };
}

const checksumBytes = 4;

function sealed(light: Uint8Array): Uint8Array {
  const checksum = Buffer.alloc(checksumBytes);
  checksum.writeUInt32LE(crc32(light));
  return Buffer.concat([checksum, light]);
}

/** @throws where it is not what was kept */
function opened(bytes: Uint8Array): Uint8Array {
  const light = bytes.subarray(checksumBytes);
  const checksum = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (light.length > 0 && checksum.readUInt32LE() === crc32(light)) return light;
  throw new Error('it is damaged');
}
