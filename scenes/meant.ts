import { closestMatch } from 'leven';

/**
 * What somebody meant who wrote something that there is not: the nearest of what there is, whatever its case, or `undefined` where none
 * is near. A letter in three may be wrong, of a file's name those before its ending.
 */
export function meant(given: string, known: readonly string[]): string | undefined {
  const letters = given.replace(/(.)\.\w+$/, '$1').length;
  if (letters > longest) return undefined;
  const plain = new Map(known.filter(name => name.length <= longest).map(name => [name.toLowerCase(), name]));
  const found = closestMatch(given.toLowerCase(), [...plain.keys()], { maxDistance: Math.floor((letters + 1) / 3) });
  return found === undefined ? undefined : plain.get(found);
}

/** Nobody misspells more. */
const longest = 256;

/** The same, as what stands behind a sentence, or ''. */
export function didYouMean(given: unknown, known: readonly string[]): string {
  const found = typeof given === 'string' ? meant(given, known) : undefined;
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}
