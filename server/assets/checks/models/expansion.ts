import { invalid, tooLarge } from './refuse.ts';

/** Things that a model may come to when every part that is used again is unfolded. */
const MOST = 200_000;

/**
 * Refuses parts that use themselves, and a few that use each other so often that they unfold to millions.
 * @param uses what each part uses, by name
 */
export function checkExpansion(uses: ReadonlyMap<string, readonly string[]>): void {
  const counts = new Map<string, number>();
  const open = new Set<string>();
  const count = (part: string, depth: number): number => {
    const known = counts.get(part);
    if (known !== undefined) return known;
    if (open.has(part)) throw invalid(`has a part that uses itself: ${part.slice(0, 60)}`);
    if (depth > 500) throw invalid('has parts within parts, more than 500 deep');
    open.add(part);
    const total = (uses.get(part) ?? []).reduce((sum, used) => sum + count(used, depth + 1), 1);
    open.delete(part);
    if (total > MOST) throw tooLarge(`unfolds to more than ${MOST} parts`);
    counts.set(part, total);
    return total;
  };
  for (const part of uses.keys()) count(part, 0);
}
