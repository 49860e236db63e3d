import { didYouMean } from '../../../scenes/meant.ts';
import { Refusal } from '../refusal.ts';
import { decoded, folderOf, plainPath } from './path.ts';
import type { Source } from '../source.ts';

/** Files of the request's own multipart body, by the names that the client gave them. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** A file of the request's own body, or `undefined` where the body has no such file. */
export function partSource(name: string, parts: Parts): Source | undefined {
  // a name may be a data: URI of many megabytes
  if (parts.size === 0 || name.length > 4096) return undefined;
  const known = [name, decoded(name)].find(spelling => parts.has(spelling));
  const bytes = known === undefined ? undefined : parts.get(known);
  if (known === undefined || !bytes) return undefined;
  return {
    key: `part:${known}`,
    foreign: false,
    read: async ({ meter }) => {
      meter.count(bytes.length);
      return { bytes };
    },
    resolve: uri => beside(known, uri, parts),
  };
}

/** Clients such as curl send a file's name without its folder, so the bare name counts too. */
function beside(model: string, uri: string, parts: Parts): Source {
  const path = plainPath(uri, folderOf(model));
  const name = path.slice(path.lastIndexOf('/') + 1);
  const source = partSource(uri, parts) ?? partSource(path, parts) ?? partSource(name, parts);
  if (source) return source;
  throw new Refusal(
    'asset_not_found',
    `is missing: send it in the same multipart body, as a file named "${name}"${didYouMean(name, [...parts.keys()])}`,
  );
}
