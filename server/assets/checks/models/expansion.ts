import { invalid, tooLarge } from '../refuse.ts';

/** Parts of a model when every reused part is counted each time. */
const MAX_PARTS = 200_000;

/**
 * Refuses parts that contain themselves, and parts whose instances multiply to millions.
 * @param uses names of the parts that each part uses
 */
export function checkExpansion(uses: ReadonlyMap<string, readonly string[]>): void {
  const counts = new Map<string, number>();
  const open = new Set<string>();
  const count = (part: string, depth: number): number => {
    const known = counts.get(part);
    if (known !== undefined) return known;
    if (open.has(part)) throw invalid(`has a part that contains itself: ${part.slice(0, 60)}`);
    if (depth > 500) throw invalid('has parts nested more than 500 deep');
    open.add(part);
    const total = (uses.get(part) ?? []).reduce((sum, used) => sum + count(used, depth + 1), 1);
    open.delete(part);
    if (total > MAX_PARTS) throw tooLarge(`has more than ${MAX_PARTS} parts when instances are counted`);
    counts.set(part, total);
    return total;
  };
  for (const part of uses.keys()) count(part, 0);
}
