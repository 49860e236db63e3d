import { formatFor, type ImageUse, otherKind } from './images/image.ts';
import type { FileCode } from '../../problems/codes.ts';
import { Refusal } from '../refusal.ts';

/** Codes of a missing file. Buckets refuse (403) objects that they do not have to readers who may not list them. */
const missing = new Set<FileCode>([
  'asset_not_found',
  'asset_path_forbidden',
  'asset_src_invalid',
  'asset_forbidden',
  'asset_refused',
]);

export function isMissing(error: unknown): error is Refusal {
  return error instanceof Refusal && missing.has(error.code);
}

/** The bytes of a file that a model can be drawn without, or the refusal of a missing one. @throws Refusal of any other failure */
export async function unlessAbsent(reading: Promise<Uint8Array>): Promise<Uint8Array | Refusal> {
  return reading.catch((error: unknown) => {
    if (isMissing(error)) return error;
    throw error;
  });
}

/** The same of an image. A file of another kind, such as a web page, counts as missing; a broken image does not. */
export async function imageUnlessAbsent(
  name: string,
  reading: Promise<Uint8Array>,
  use: ImageUse,
): Promise<Uint8Array | Refusal> {
  const found = await unlessAbsent(reading);
  return found instanceof Refusal || formatFor(found, use) ? found : otherKind(found, use).about(name);
}
