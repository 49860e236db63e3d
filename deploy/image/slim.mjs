// Deletes from a node_modules what is not read at run time: slim.mjs node_modules
import { readdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';

const modules = process.argv[2];
const unread = /\.(?:map|md|markdown|flow|[cm]?ts)$/i;

for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true }))
  if (entry.isFile() && unread.test(entry.name)) rmSync(join(entry.parentPath, entry.name));

// The stage's bundle has three.js in it already. Only its decoders are read, and one file by which they are found.
const three = join(modules, 'three');
const kept = ['package.json', 'LICENSE', join('build', 'three.cjs'), join('examples', 'jsm', 'libs')];
for (const entry of readdirSync(three, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  const inThree = path.slice(three.length + 1);
  if (entry.isFile() && !kept.some(name => inThree === name || inThree.startsWith(name + sep))) rmSync(path);
}
