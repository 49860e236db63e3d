import { resourceOf } from './blob.ts';
import { json } from './reply.ts';
import type { Handler } from './routes.ts';

/** `objects.list` with prefix, delimiter and paging, in the order of names. */
export const list: Handler = (world, call, bucket) => {
  const prefix = call.query.get('prefix') ?? '';
  const delimiter = call.query.get('delimiter') ?? '';
  const size = Math.min(Number(call.query.get('maxResults') ?? world.pageSize), world.pageSize);
  const after = call.query.get('pageToken') ?? '';

  const names = [...world.objects.values()].filter(blob => blob.bucket === bucket).map(blob => blob.name);
  const matching = names.filter(name => name.startsWith(prefix)).toSorted();
  const folded = [...new Set(matching.map(name => fold(name, prefix, delimiter)))];
  const rest = folded.filter(name => name > after);
  const page = rest.slice(0, size);

  const blobs = page.map(name => world.objects.get(`${bucket}/${name}`)).filter(blob => blob !== undefined);
  const prefixes = page.filter(name => delimiter !== '' && name.endsWith(delimiter));
  return json(200, {
    kind: 'storage#objects',
    ...(blobs.length > 0 && { items: blobs.map(blob => resourceOf(blob, call.origin)) }),
    ...(prefixes.length > 0 && { prefixes }),
    ...(rest.length > size && { nextPageToken: page.at(-1) }),
  });
};

function fold(name: string, prefix: string, delimiter: string): string {
  const end = delimiter === '' ? -1 : name.indexOf(delimiter, prefix.length);
  return end < 0 ? name : name.slice(0, end + delimiter.length);
}
