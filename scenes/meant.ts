import { closestMatch } from 'leven';

/**
 * The known name that an unknown one was probably meant to be, whatever its case, or `undefined` where none is near. Letters may be in
 * another order, or one in three of them wrong. Of a file's name the part before its ending counts; where that is right, the ending may
 * be any, or missing.
 */
export function meant(given: string, known: readonly string[]): string | undefined {
  if (given.length > maxLength) return undefined;
  const letters = stemOf(given).length;
  const plain = new Map(known.filter(name => name.length <= maxLength).map(name => [name.toLowerCase(), name]));
  const asked = given.toLowerCase();
  const own = lettersOf(asked);
  const shuffled = [...plain.keys()].find(name => lettersOf(name) === own);
  const stem = stemOf(asked);
  const sameStem = stem === '' ? undefined : [...plain.keys()].find(name => name !== stem && stemOf(name) === stem);
  const found =
    shuffled ?? sameStem ?? closestMatch(asked, [...plain.keys()], { maxDistance: Math.floor((letters + 1) / 3) });
  return found === undefined ? undefined : plain.get(found);
}

/** A file's name without its ending. */
function stemOf(name: string): string {
  return name.replace(/(.)\.\w+$/, '$1');
}

function lettersOf(name: string): string {
  return name.split('').toSorted().join('');
}

/** Longest name that is compared. */
const maxLength = 256;

/** The same as the end of a sentence, or ''. */
export function didYouMean(given: unknown, known: readonly string[]): string {
  const found = typeof given === 'string' ? meant(given, known) : undefined;
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}

/** Whether a sentence ends with such a guess. */
export function isGuessed({ detail }: { detail: string }): boolean {
  return /\(did you mean "[^"]*"\?\)$/.test(detail);
}
