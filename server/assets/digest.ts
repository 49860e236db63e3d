import { createHash } from 'node:crypto';
import type { Asset } from '../../renderer/asset.ts';

/** SHA-256, hex, over a file's own bytes and, in order, the URIs and digests of the files that it refers to. */
export function digestOf(bytes: Uint8Array, files: ReadonlyMap<string, Asset>): string {
  const hash = createHash('sha256').update(bytes);
  for (const [uri, { digest }] of files) hash.update(`\0${uri}\0${digest}`);
  return hash.digest('hex');
}
