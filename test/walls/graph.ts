import { glob, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path/posix';
import { importsOf } from './imports-of.ts';

/** An import of one of our files: of another, by its path, or of a package. */
export interface Arrow {
  from: string;
  to: string;
  isType: boolean;
}

/** Every import of the project's own sources; paths are relative to its root. */
export async function arrowsOf(root: string): Promise<Arrow[]> {
  const arrows: Arrow[] = [];
  const files = glob('{scenes,renderer,server,cli,bench,test,deploy}/**/*.{ts,mjs}', {
    cwd: root,
    exclude: name => name === 'node_modules',
  });
  for await (const from of files) {
    const code = await readFile(join(root, from), 'utf8');
    for (const { specifier, isType } of importsOf(from, code))
      arrows.push({ from, to: specifier.startsWith('.') ? join(dirname(from), specifier) : specifier, isType });
  }
  return arrows;
}
