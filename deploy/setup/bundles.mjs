import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the bundles of stage and service are made of. */
const sources = ['package-lock.json', 'renderer', 'scenes', 'server'];

/** Runs `build` unless `dist` was made by it of just what the sources are now: as long, as old and called the same. */
export function buildIfOld(root, build) {
  const stamp = join(root, 'dist/built-of');
  // before it is built, so that what is changed meanwhile is built the next time
  const now = stampOf(root);
  if (read(stamp) === now) return;
  build();
  writeFileSync(stamp, now);
}

function stampOf(root) {
  const digest = createHash('sha256');
  const files = sources.flatMap(name => filesOf(join(root, name)));
  for (const path of files.toSorted((a, b) => (a < b ? -1 : 1))) {
    const { mtimeMs, size } = statSync(path);
    digest.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return digest.digest('hex');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap(entry => filesOf(join(path, entry.name)));
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
