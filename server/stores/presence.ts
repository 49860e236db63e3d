import type { Bucket, File } from '@google-cloud/storage';
import { statusOf } from './failure.ts';

/** From so many on they are listed: a list costs what twelve questions after one object cost, and is one request. */
const LISTED_FROM = 12;

/** How a bucket is asked, each time with patience. */
export interface Asking {
  /** Asks for one object's metadata; `undefined` where it is not there. */
  one(file: File): Promise<unknown>;
  /** Lists what lies below, page by page. */
  pages(prefix: string): AsyncIterable<File[]>;
}

/** Whether all objects of these names lie below a prefix, which ends with a slash. */
export async function allThere(
  objects: Bucket,
  prefix: string,
  names: readonly string[],
  { one, pages }: Asking,
): Promise<boolean> {
  if (names.length < LISTED_FROM) {
    const found = await Promise.all(names.map(name => one(objects.file(prefix + name))));
    return found.every(metadata => metadata !== undefined);
  }
  const missing = new Set(names.map(name => prefix + name));
  for await (const files of pages(prefix)) for (const { name } of files) missing.delete(name);
  return missing.size === 0;
}

/** What is not there is no failure; that there is no bucket is. */
export function absent(error: unknown): undefined {
  if (statusOf(error) === 404 && !/bucket does not exist/.test(String(error))) return undefined;
  throw error;
}
