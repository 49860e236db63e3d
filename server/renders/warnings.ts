import type { Asset } from '../../renderer/asset.ts';
import type { Warning } from '../../renderer/warning.ts';
import type { Reference } from '../../scenes/references.ts';
import { displayed } from '../assets/displayed.ts';

/** Warnings of a scene's files, each at every field that names the file. */
export function warningsOf(references: readonly Reference[], assets: ReadonlyMap<string, Asset>): Warning[] {
  return references.flatMap(({ src, pointer }) =>
    (assets.get(src)?.warnings ?? []).map(({ code, says }) => ({ code, pointer, detail: `${displayed(src)} ${says}` })),
  );
}

/** Equal warnings once. */
export function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map(one => [JSON.stringify([one.code, one.pointer, one.detail]), one])).values()];
}
