import type { Bucket, File } from '@google-cloud/storage';
import { statusOf } from './failure.ts';

/** Count of objects from which they are listed: one list costs as much as twelve requests for metadata. */
const LISTED_FROM = 12;

/** Requests to a bucket, with retries. */
export interface Requests {
  /** One object's metadata; `undefined` where it does not exist. */
  one(file: File): Promise<unknown>;
  /** The objects below a prefix, page by page. */
  pages(prefix: string): AsyncIterable<File[]>;
}

/** Whether all objects of these names lie below a prefix, which ends with a slash. */
export async function allThere(
  objects: Bucket,
  prefix: string,
  names: readonly string[],
  { one, pages }: Requests,
): Promise<boolean> {
  if (names.length < LISTED_FROM) {
    const found = await Promise.all(names.map(name => one(objects.file(prefix + name))));
    return found.every(metadata => metadata !== undefined);
  }
  const missing = new Set(names.map(name => prefix + name));
  for await (const files of pages(prefix)) for (const { name } of files) missing.delete(name);
  return missing.size === 0;
}

/** A missing object is no failure; a missing bucket is. */
export function absent(error: unknown): undefined {
  if (statusOf(error) === 404 && !/bucket does not exist/.test(String(error))) return undefined;
  throw error;
}
