// Deletes from a node_modules what is not read at run time: slim.mjs node_modules
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const modules = process.argv[2];

/** What the service's bundle does not have in it: sharp, whose machine code is in files of its own, and what that needs. */
const whole = new Set();
function keepWhole(name) {
  if (whole.has(name)) return;
  const manifest = read(join(modules, name, 'package.json'));
  if (!manifest) return; // for other platforms
  whole.add(name);
  for (const needed of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) keepWhole(needed);
}
keepWhole('sharp');

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The stage's bundle has three.js in it. Only its decoders are read, and one file by which they are found. */
const ofThree = /^three\/(build\/three\.cjs|examples\/jsm\/libs\/.*)$/;
const unread = /\.(map|md|markdown|flow|[cm]?ts)$/i;
/** What packages are called and passed on by. */
const papers = /^(package\.json|(licen[cs]e|notice|copying|patents)[^/]*)$/i;

function isRead(path, name) {
  if (papers.test(name)) return true;
  const [, owner] = /^((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  return (whole.has(owner) || ofThree.test(path)) && !unread.test(name);
}

for (const entry of readdirSync(modules, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (!entry.isDirectory() && !isRead(file.slice(join(modules, '/').length), entry.name)) rmSync(file);
}
