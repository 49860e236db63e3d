import type { StagedAsset } from '../../contract.ts';
import type { FileWarning } from '../../warning.ts';
import { addressOf } from '../formats/addresses.ts';
import { nowhere } from '../util/absent-url.ts';

/** Where the files are that a model names. */
export interface Addresses {
  /** As the model writes them. */
  names: readonly string[];
  /** The address of what a loader asks for. */
  resolve(url: string): string;
  /** Whether any of them is not there, and done without. */
  lacksAny(): boolean;
}

/** @param warn told of what is not there, and which Node did not know of: packages name files that they do not hold */
export function addressesOf(
  { files, toleratesMissingFiles }: StagedAsset,
  warn: (warning: FileWarning) => void,
): Addresses {
  const known = Object.fromEntries(Object.entries(files).map(([uri, address]) => [uri, address ?? nowhere]));
  const lacked = new Set<string>();
  const lack = (name: string): string => {
    const shown = name.length > 120 ? `${name.slice(0, 60)}…` : name;
    if (!lacked.has(name))
      warn({ code: 'file_missing', says: `names "${shown}", which was not found: it is drawn without` });
    lacked.add(name);
    return nowhere;
  };
  return {
    names: Object.keys(known),
    resolve: url => addressOf(known, url) ?? (toleratesMissingFiles ? lack(url) : url),
    lacksAny: () => lacked.size > 0 || Object.values(known).includes(nowhere),
  };
}
