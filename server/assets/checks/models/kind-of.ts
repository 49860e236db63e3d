import type { ModelFormat } from '../../../../renderer/asset.ts';
import { description } from '../images/sniff.ts';
import { Refusal } from '../../refusal.ts';
import { modelKinds } from './kinds.ts';
import type { ModelKind } from '../model-kind.ts';

const kinds: [format: ModelFormat, kind: ModelKind][] = [];
for (const format of Object.keys(modelKinds).filter(isFormat)) kinds.push([format, modelKinds[format]]);

/**
 * The model format of a file: by its content, else by its name.
 * @param src its address, whose query and fragment do not count
 * @throws Refusal `asset_not_a_model`
 */
export function kindOf(bytes: Uint8Array, src: string): [format: ModelFormat, kind: ModelKind] {
  const told = kinds.find(([, kind]) => kind.is(bytes));
  if (told) return told;
  const name = /^data:/i.test(src) ? '' : (src.split(/[?#]/, 1)[0] ?? '').toLowerCase();
  const named = kinds.find(([, { names }]) => names.some(end => name.endsWith(end)));
  if (named) return named;
  throw new Refusal('asset_not_a_model', `${description(bytes)}, not a model that this service reads`);
}

function isFormat(name: string): name is ModelFormat {
  return Object.hasOwn(modelKinds, name);
}
