import { formatFor, type ImageUse, otherKind } from './images/image.ts';
import type { FileCode } from '../../problems/codes.ts';
import { Refusal } from '../refusal.ts';

/** Why a file may be elsewhere than its model says. Buckets say 403 of what they do not have, to who may not list them. */
const elsewhere = new Set<FileCode>([
  'asset_not_found',
  'asset_path_forbidden',
  'asset_src_invalid',
  'asset_forbidden',
  'asset_refused',
]);

export function isElsewhere(error: unknown): error is Refusal {
  return error instanceof Refusal && elsewhere.has(error.code);
}

/** A file that a model can be drawn without: its bytes, or why there are none. @throws Refusal where it may be there */
export async function unlessAbsent(reading: Promise<Uint8Array>): Promise<Uint8Array | Refusal> {
  return reading.catch((error: unknown) => {
    if (isElsewhere(error)) return error;
    throw error;
  });
}

/** The same of an image. A file of another kind in its place, such as a web page, is none; one that is broken is there. */
export async function imageUnlessAbsent(
  name: string,
  reading: Promise<Uint8Array>,
  use: ImageUse,
): Promise<Uint8Array | Refusal> {
  const found = await unlessAbsent(reading);
  return found instanceof Refusal || formatFor(found, use) ? found : otherKind(found, use).about(name);
}
