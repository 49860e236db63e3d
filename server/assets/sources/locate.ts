import { didYouMean } from '../../../scenes/meant.ts';
import type { Net } from '../net/fetch.ts';
import { Refusal } from '../refusal.ts';
import { objectSource, type ReadObject, rootObjectSource } from './bucket.ts';
import { fileSource } from './folder.ts';
import { inlineSource } from './inline.ts';
import { type Parts, partSource } from './part.ts';
import type { Source } from '../source.ts';
import { webSource } from './web.ts';

/** Places that files may be in. */
export interface Places {
  net: Net;
  /** ASSET_ROOT: a folder, or `gs://bucket/prefix`. */
  root: string | undefined;
  readObject: ReadObject | undefined;
  parts: Parts;
}

/** One row per scheme of a `src`. */
const schemes = {
  'https:': (src, places) => webSource(src, places.net),
  'http:': (src, places) => webSource(src, places.net),
  'gs:': (src, places) => objectSource(src, places.readObject),
  'data:': src => inlineSource(src),
} satisfies Record<string, (src: string, places: Places) => Source>;

/** The place that a `src` of a scene names. @throws Refusal */
export function locate(src: string, places: Places): Source {
  const part = partSource(src, places.parts);
  if (part) return part;
  const scheme = schemeOf(src);
  return scheme === undefined ? relative(src, places) : absolute(scheme, src, places);
}

/** The place that a URI within a file names. @throws Refusal */
export function locateWithin(uri: string, file: Source, places: Places): Source {
  const scheme = schemeOf(uri);
  if (scheme === undefined) return file.resolve(uri);
  // else a model from the web could have the service read its operator's buckets
  if (scheme === 'gs:' && file.foreign)
    throw new Refusal(
      'asset_path_forbidden',
      'may not be read: only models of ASSET_ROOT or of a bucket can refer to a bucket',
    );
  return absolute(scheme, uri, places);
}

function absolute(scheme: string, src: string, places: Places): Source {
  const source = Object.entries(schemes).find(([known]) => known === scheme)?.[1];
  if (source) return source(src, places);
  const known = Object.keys(schemes).join(' ');
  throw new Refusal(
    'asset_src_invalid',
    `cannot be read: ${scheme.slice(0, 20)} is none of ${known}, and no file of this request has that name`,
  );
}

function relative(src: string, { root, parts, readObject }: Places): Source {
  if (root === undefined) throw new Refusal('asset_root_unset', withoutRoot(parts));
  if (src.split(/[\\/]|%2f|%5c/i).some(segment => /^(\.|%2e){2}$/i.test(segment)))
    throw new Refusal('asset_path_forbidden', 'may not be read: a path in a scene may not have ".." in it');
  const source = root.startsWith('gs://') ? rootObjectSource(root, src, readObject) : fileSource(root, src);
  if (parts.size === 0) return source;
  const read: Source['read'] = reading =>
    source.read(reading).catch((error: unknown) => {
      throw besideParts(error, src, parts);
    });
  return { ...source, read };
}

/** The refusal of a missing file, with the files of the request, one of which may be meant. */
function besideParts(error: unknown, src: string, parts: Parts): unknown {
  if (!(error instanceof Refusal && error.code === 'asset_not_found')) return error;
  const names = [...parts.keys()];
  const near = didYouMean(src, names) || didYouMean(src.replace(/^.*[\\/]/s, ''), names);
  const elsewhere = near === '' ? error.says : error.says.replace(/ \(did you mean .*$/s, near);
  const says = elsewhere.endsWith(near) ? elsewhere : `${elsewhere}${near}`;
  return new Refusal(error.code, `is no file of this request (it has ${listed(parts)}), and ${says}`, {
    cause: error.cause,
  });
}

function listed(parts: Parts): string {
  const names = [...parts.keys()].slice(0, 10).map(name => `"${name.slice(0, 80)}"`);
  return names.join(', ');
}

function withoutRoot(parts: Parts): string {
  if (parts.size > 0)
    return `is no file of this request (it has ${listed(parts)}), and no ASSET_ROOT is set for relative paths`;
  return 'is a relative path, but no ASSET_ROOT is set: give a URL, or send the file in a multipart body';
}

function schemeOf(src: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*:)/i.exec(src.slice(0, 100))?.[1]?.toLowerCase();
}
