import { closestMatch } from 'leven';

/**
 * What somebody meant who wrote something that there is not: the nearest of what there is, whatever its case, or `undefined` where none
 * is near. Its letters may be in another order, or one in three of them wrong; of a file's name those before its ending count, and where
 * they are right, its ending may be any, or left out.
 */
export function meant(given: string, known: readonly string[]): string | undefined {
  if (given.length > longest) return undefined;
  const letters = stemOf(given).length;
  const plain = new Map(known.filter(name => name.length <= longest).map(name => [name.toLowerCase(), name]));
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

/** Nobody misspells more. */
const longest = 256;

/** The same, as what stands behind a sentence, or ''. */
export function didYouMean(given: unknown, known: readonly string[]): string {
  const found = typeof given === 'string' ? meant(given, known) : undefined;
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}

/** Whether a sentence has such a guess. */
export function isGuessed({ detail }: { detail: string }): boolean {
  return /\(did you mean "[^"]*"\?\)$/.test(detail);
}
