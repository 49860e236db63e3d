import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { examples } from '../description/examples.ts';

/** A file of the pages. */
export interface PageFile {
  bytes: Uint8Array;
  /** MIME type. */
  type: string;
  etag: string;
}

const scripts = ['ask', 'copy', 'editor', 'facts', 'faults', 'json', 'page', 'playground', 'preview'];

/** The files below `/pages/` by name: the pages' scripts, and the pictures of the examples. */
export const pageFiles: ReadonlyMap<string, PageFile> = new Map([
  ...scripts.map((name): [string, PageFile] => [
    `${name}.js`,
    file(readFileSync(new URL(`client/${name}.js`, import.meta.url)), 'text/javascript'),
  ]),
  ...examples.flatMap(({ name, picture }): [string, PageFile][] =>
    picture ? [[`${name}.webp`, file(picture, 'image/webp')]] : [],
  ),
]);

function file(bytes: Uint8Array, type: string): PageFile {
  return { bytes, type, etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22) };
}
