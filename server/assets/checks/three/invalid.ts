import type { Fault } from '../../../../scenes/fault.ts';
import { Refusal } from '../../refusal.ts';

/** A three.js JSON that breaks the rules of its format. `at` is a JSON pointer into it. */
export function invalid(at: string, says: string): Refusal {
  const faults = [{ pointer: at, detail: says }];
  return new Refusal('three_invalid', `is not valid three.js JSON: ${at || '/'} ${says}`, { faults });
}

/** A valid three.js JSON with something that this service does not draw. */
export function unsupported(at: string, says: string): Refusal {
  const faults = [{ pointer: at, detail: says }];
  return new Refusal('three_unsupported', `cannot be shown: ${at || '/'} ${says}`, { faults });
}

/** A three.js JSON that carries code. @param faults every place of code */
export function carriesCode(faults: readonly Fault[]): Refusal {
  const [first] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  const says = `carries code, which is never run: ${first?.pointer} ${first?.detail}${more}`;
  return new Refusal('three_code', says, { faults });
}
