import type { Blob } from './blob.ts';
import { resourceOf } from './blob.ts';
import { refusedBy } from './bucket.ts';
import type { Call, Reply } from './reply.ts';
import { empty, failure, json } from './reply.ts';
import type { Handler, World } from './routes.ts';

/** `objects.get`: the resource, or with `alt=media` the bytes. */
export const read: Handler = (world, call, bucket, name) => {
  const found = find(world, call, bucket, name);
  if ('status' in found) return found;
  return call.query.get('alt') === 'media' ? mediaReply(found, call) : json(200, resourceOf(found, call.origin));
};

/** A GET of `/bucket/object`, the form of signed and public URLs. */
export const readPublic: Handler = (world, call, bucket, name) => {
  const found = find(world, call, bucket, name);
  return 'status' in found ? found : mediaReply(found, call);
};

/** `objects.delete`. */
export const remove: Handler = (world, call, bucket, name) => {
  const found = find(world, call, bucket, name);
  if ('status' in found) return found;
  world.objects.delete(`${bucket}/${name}`);
  return empty(204);
};

function find(world: World, call: Call, bucket: string, name: string): Blob | Reply {
  const blob = world.objects.get(`${bucket}/${name}`);
  if (!blob) return failure(404, 'notFound', `No such object: ${bucket}/${name}`);
  const generation = call.query.get('generation');
  if (generation !== null && Number(generation) !== blob.generation) {
    return failure(404, 'notFound', `No such object: ${bucket}/${name}#${generation}`);
  }
  return refusedBy(call.query, blob) ?? blob;
}

function mediaReply(blob: Blob, call: Call): Reply {
  const size = blob.bytes.length;
  const headers: Reply['headers'] = {
    'content-type': blob.described.contentType ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    etag: `"${blob.md5Hash}"`,
    'x-goog-generation': String(blob.generation),
    'x-goog-hash': [`crc32c=${blob.crc32c}`, `md5=${blob.md5Hash}`],
    'x-goog-stored-content-encoding': blob.described.contentEncoding ?? 'identity',
    'x-goog-stored-content-length': String(size),
    ...(blob.described.contentEncoding && { 'content-encoding': blob.described.contentEncoding }),
    ...(blob.described.cacheControl && { 'cache-control': blob.described.cacheControl }),
  };
  const range = /^bytes=(\d*)-(\d*)$/.exec(call.headers.range ?? '');
  if (!range) return { status: 200, headers, body: blob.bytes };
  const [, from = '', to = ''] = range;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start > end) return empty(416, { 'content-range': `bytes */${size}` });
  headers['content-range'] = `bytes ${start}-${end}/${size}`;
  return { status: 206, headers, body: blob.bytes.subarray(start, end + 1) };
}
