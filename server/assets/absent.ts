import type { FileWarning } from '../../renderer/warning.ts';
import { displayed } from './displayed.ts';
import { Refusal } from './refusal.ts';

/** Missing files that a model can be drawn without, with the reason, by the names that the model has for them. */
type Absent = ReadonlyMap<string, Refusal>;

/** @throws Refusal of the first missing file, which says how to have the model drawn without it */
export function refuseFirst(absent: Absent): void {
  const [first] = absent.values();
  if (!first) return;
  const { code, says, file, faults, cause } = first;
  const instead = 'to have the model drawn without it, set "missing": "substitute" (in a query missing=substitute)';
  throw new Refusal(code, `${says}; ${instead}`, { faults, cause, ...(file !== undefined && { file }) });
}

export function warningsOfAbsent(absent: Absent): FileWarning[] {
  return [...absent].map(([name, { code }]) => {
    const why = code === 'image_invalid' ? 'is not an image that is read' : 'was not found';
    return { code: 'file_missing', says: `names "${displayed(name)}", which ${why}: it is drawn without` };
  });
}
