import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import type { Meter } from '../meter.ts';

/** Decoders of content encodings: some hosts compress although `identity` is requested. */
const encodings = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
} satisfies Record<string, () => Transform>;

/** Reads and decodes a body, counting bytes as they come, so that an endless one or a decompression bomb is stopped. */
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
  if (unpack) await pipeline(body, unpack, collect, { signal }).catch(rethrowUnreadable);
  else await pipeline(body, collect, { signal });
  return Buffer.concat(chunks);
}

function decoderOf(encoding: string): Transform | undefined {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return undefined;
  const create = Object.entries(encodings).find(([known]) => known === name)?.[1];
  if (!create)
    throw unreadable(`its host sends it with the content encoding "${name.slice(0, 40)}", which is not supported`);
  return create();
}

function rethrowUnreadable(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(Z_|ZSTD|ERR__ERROR)/.test(code))
    throw unreadable('the compressed content that its host sends cannot be decoded', error);
  throw error;
}

function unreadable(why: string, cause?: unknown): Refusal {
  return new Refusal('asset_host_failed', `could not be fetched: ${why}`, { cause });
}
