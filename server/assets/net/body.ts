import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import type { Meter } from '../meter.ts';

/** Asked for `identity`, some hosts compress all the same. */
const encodings = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
} satisfies Record<string, () => Transform>;

/** Reads a body to its end, unpacked, and counts while it comes: one that never ends, or unpacks to gigabytes, stops. */
export async function readBody(
  body: Readable,
  encoding: string,
  meter: Meter,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      meter.count(chunk.length);
      chunks.push(chunk);
    }
  };
  const unpack = decoderOf(encoding);
  if (unpack) await pipeline(body, unpack, collect, { signal }).catch(namingTheFault);
  else await pipeline(body, collect, { signal });
  return Buffer.concat(chunks);
}

function decoderOf(encoding: string): Transform | undefined {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  const create = Object.entries(encodings).find(([known]) => known === name)?.[1];
  if (!create) throw unreadable(`its host compresses it as "${name.slice(0, 40)}", unasked`);
  return create();
}

function namingTheFault(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(Z_|ZSTD|ERR__ERROR)/.test(code)) throw unreadable('what its host sends does not unpack', error);
  throw error;
}

function unreadable(why: string, cause?: unknown): Refusal {
  return new Refusal('asset_host_failed', `could not be fetched: ${why}`, { cause });
}
