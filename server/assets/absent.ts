import type { FileWarning } from '../../renderer/warning.ts';
import { displayed } from './displayed.ts';
import { Refusal } from './refusal.ts';

/** Files that a model names and could be drawn without, and why they are not there; by the names that it has for them. */
type Absent = ReadonlyMap<string, Refusal>;

/** @throws Refusal of the first, which says how the model is drawn without it */
export function refuseFirst(absent: Absent): void {
  const [first] = absent.values();
  if (!first) return;
  const { code, says, file, faults, cause } = first;
  const instead =
    'to have the model drawn without, ask for it with "missing": "substitute" (in a query missing=substitute)';
  throw new Refusal(code, `${says}; ${instead}`, { faults, cause, ...(file !== undefined && { file }) });
}

export function warningsOfAbsent(absent: Absent): FileWarning[] {
  return [...absent].map(([name, { code }]) => {
    const why = code === 'image_invalid' ? 'is no image that is read' : 'was not found';
    return { code: 'file_missing', says: `names "${displayed(name)}", which ${why}: it is drawn without` };
  });
}
