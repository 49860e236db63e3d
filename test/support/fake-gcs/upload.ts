import { resourceOf } from './blob.ts';
import { create } from './bucket.ts';
import { parseRelated } from './multipart.ts';
import type { Reply } from './reply.ts';
import { failure, json } from './reply.ts';
import type { Handler } from './routes.ts';
import { openSession } from './resumable.ts';

/** `objects.insert`: the upload types are three ways to the same object. */
export const upload: Handler = (world, call, bucket) => {
  const type = call.query.get('uploadType') ?? 'media';
  if (type === 'resumable') return openSession(world, call, bucket);
  const { described, bytes } =
    type === 'multipart'
      ? parseRelated(call.headers['content-type'] ?? '', call.body)
      : { described: { contentType: call.headers['content-type'] ?? 'application/octet-stream' }, bytes: call.body };
  const name = call.query.get('name');
  if (name === null) return failure(400, 'required', 'Required parameter: name');
  const made = create(world.objects, { bucket, name, query: call.query }, bytes, described);
  return 'status' in made ? made : createdReply(resourceOf(made, call.origin));
};

export function createdReply(resource: ReturnType<typeof resourceOf>): Reply {
  return json(200, resource);
}
