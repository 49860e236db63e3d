import { createHash } from 'node:crypto';
import type { Asset } from '../../renderer/asset.ts';
import type { Refusal } from './refusal.ts';

/** Digests by the bytes themselves, so that cached files are digested once. */
const known = new WeakMap<Uint8Array, string>();

/** SHA-256, hex, of a file's own bytes, which are never changed. */
export function ownDigest(bytes: Uint8Array): string {
  const digest = known.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
  known.set(bytes, digest);
  return digest;
}

/**
 * SHA-256, hex, of a file's own bytes; where it refers to files, over that digest and, in order, their URIs and digests, or
 * the code of their refusal.
 */
export function digestOf(
  bytes: Uint8Array,
  files: ReadonlyMap<string, Asset>,
  absent: ReadonlyMap<string, Refusal> = new Map(),
): string {
  if (files.size + absent.size === 0) return ownDigest(bytes);
  const hash = createHash('sha256').update(ownDigest(bytes));
  for (const [uri, { digest }] of files) hash.update(`\0${uri}\0${digest}`);
  for (const [uri, { code }] of absent) hash.update(`\0${uri}\0${code}`);
  return hash.digest('hex');
}
