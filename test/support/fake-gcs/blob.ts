import { createHash } from 'node:crypto';
import { CRC32C } from '@google-cloud/storage';

/** What an uploader may say of an object. */
export interface Described {
  contentType?: string;
  contentEncoding?: string;
  cacheControl?: string;
  metadata?: Record<string, string>;
  crc32c?: string;
  md5Hash?: string;
}

/** One object as the server keeps it. */
export interface Blob {
  bucket: string;
  name: string;
  bytes: Buffer;
  described: Described;
  generation: number;
  crc32c: string;
  md5Hash: string;
  created: string;
}

let lastGeneration = 1_700_000_000_000_000;

export function makeBlob(bucket: string, name: string, bytes: Buffer, described: Described): Blob {
  // The client's own checksum, not the service's: two that were written apart have to agree.
  const crc = new CRC32C();
  crc.update(bytes);
  return {
    bucket,
    name,
    bytes,
    described,
    generation: ++lastGeneration,
    crc32c: crc.toString(),
    md5Hash: createHash('md5').update(bytes).digest('base64'),
    created: new Date().toISOString(),
  };
}

/** The object's resource, as `objects.get` answers it. */
export function resourceOf(blob: Blob, origin: string) {
  const path = `/b/${blob.bucket}/o/${encodeURIComponent(blob.name)}`;
  return {
    kind: 'storage#object',
    id: `${blob.bucket}/${blob.name}/${blob.generation}`,
    selfLink: `${origin}/storage/v1${path}`,
    mediaLink: `${origin}/download/storage/v1${path}?generation=${blob.generation}&alt=media`,
    name: blob.name,
    bucket: blob.bucket,
    generation: String(blob.generation),
    metageneration: '1',
    contentType: 'application/octet-stream',
    ...blob.described,
    storageClass: 'STANDARD',
    size: String(blob.bytes.length),
    crc32c: blob.crc32c,
    md5Hash: blob.md5Hash,
    etag: `${blob.generation}=`,
    timeCreated: blob.created,
    updated: blob.created,
  };
}
