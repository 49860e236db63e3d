import { Refusal } from '../../refusal.ts';

/** A model that breaks the rules of glTF. `at` is a JSON pointer into the model. */
export function invalid(at: string, says: string): Refusal {
  const faults = [{ pointer: at, detail: says }];
  return new Refusal('gltf_invalid', `is not valid glTF: ${at} ${says}`, { faults });
}

/**
 * Refuses an index beyond the end of its list.
 *
 * @param at makes the JSON pointer, for the error only
 */
export function checkIndex(
  index: number | undefined,
  list: readonly unknown[] | undefined,
  name: string,
  at: () => string,
): void {
  const count = list?.length ?? 0;
  if (index !== undefined && index >= count) throw invalid(at(), `names ${name} ${index}, but there are ${count}`);
}
