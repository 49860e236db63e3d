import type { Blob, Described } from './blob.ts';
import { makeBlob } from './blob.ts';
import type { Reply } from './reply.ts';
import { failure } from './reply.ts';

/** All objects, by `bucket/name`. */
export type Objects = Map<string, Blob>;

/** Why the request's preconditions do not hold of the object there now, or `undefined` when they do. */
export function refusedBy(query: URLSearchParams, blob: Blob | undefined): Reply | undefined {
  const now = blob?.generation ?? 0;
  const match = query.get('ifGenerationMatch');
  const noMatch = query.get('ifGenerationNotMatch');
  if (match !== null && Number(match) !== now) return conditionNotMet();
  if (noMatch !== null && Number(noMatch) === now) return conditionNotMet();
  return undefined;
}

/** Keeps the object when preconditions and given checksums allow, else the refusal. */
export function create(
  objects: Objects,
  at: { bucket: string; name: string; query: URLSearchParams },
  bytes: Buffer,
  described: Described,
): Blob | Reply {
  const path = `${at.bucket}/${at.name}`;
  const refusal = refusedBy(at.query, objects.get(path));
  if (refusal) return refusal;
  const blob = makeBlob(at.bucket, at.name, bytes, described);
  for (const sum of ['crc32c', 'md5Hash'] as const) {
    const given = described[sum];
    if (given !== undefined && given !== blob[sum]) {
      return failure(400, 'invalid', `Provided ${sum} "${given}" doesn't match calculated ${sum} "${blob[sum]}".`);
    }
  }
  objects.set(path, blob);
  return blob;
}

function conditionNotMet(): Reply {
  return failure(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.');
}
