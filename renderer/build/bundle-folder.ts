import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OutputFile } from 'esbuild';

/** esbuild's names of chunks: by their content, so that those of two bundles do not collide. */
export const chunkNames = 'chunk-[name]-[hash]';

/**
 * Writes a bundle into its folder, and deletes the chunks of earlier ones. A service may start from there meanwhile: each file is written
 * atomically, and entry points come last.
 */
export async function putBundle(folder: URL, outputs: readonly OutputFile[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = outputs.map(({ path, contents }) => ({ name: basename(path), contents }));
  const [chunks, entries] = [files.filter(({ name }) => isChunk(name)), files.filter(({ name }) => !isChunk(name))];
  for (const { name, contents } of [...chunks, ...entries]) await put(folder, name, contents);
  const current = new Set(chunks.map(({ name }) => name));
  for (const name of await readdir(folder))
    if (isChunk(name) && !current.has(name)) await rm(new URL(name, folder), { force: true });
}

const isChunk = (name: string) => name.startsWith('chunk-');

/** Writes a file atomically. */
export async function put(folder: URL, name: string, contents: Uint8Array | string): Promise<void> {
  const draft = new URL(`.${name}.${process.pid}`, folder);
  await writeFile(draft, contents);
  await rename(draft, new URL(name, folder));
}
