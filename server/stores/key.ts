import { extname } from 'node:path';
import { outputFormats } from '../../scenes/output-formats.ts';

/** MIME types that a store keeps, by the extension of a key: so no second file has to remember the type. */
const types: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  ...Object.fromEntries(Object.values(outputFormats).map(({ extension, type }) => [`.${extension}`, type])),
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.exr': 'image/x-exr',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.glb': 'model/gltf-binary',
  '.bin': 'application/octet-stream',
};

const SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,200}$/;
const MAX_LENGTH = 900;

/** Whether every segment of `path` is one that a key may have. Any other path names nothing in any store. */
export function isPath(path: string): boolean {
  return path.length <= MAX_LENGTH && path.split('/').every(segment => SEGMENT.test(segment));
}

/** The MIME type of `key` by its extension, or `undefined` where `key` is not one that a store may have. */
export function typeOf(key: string): string | undefined {
  return isPath(key) ? types[extname(key).toLowerCase()] : undefined;
}

/**
 * Refuses keys that no store would return as they were put.
 *
 * @throws TypeError a fault of the caller, not of its user: an ill-formed key, or one whose extension tells another type
 */
export function requireFit(key: string, type: string): void {
  if (!isPath(key)) throw new TypeError(`"${key}" is not a key: use segments of A-Z a-z 0-9 . _ - with / between them`);
  const known = typeOf(key);
  if (known !== type)
    throw new TypeError(`"${key}" cannot be kept as ${type}: its extension says ${known ?? 'nothing'}`);
}
