import { readdirSync, readFileSync } from 'node:fs';

/** Names in a folder, in order; none where it is not there. */
export function entriesOf(folder) {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

/** A file's text; none where it is not there. */
export function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
