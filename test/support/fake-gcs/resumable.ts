import { randomUUID } from 'node:crypto';
import type { Described } from './blob.ts';
import { resourceOf } from './blob.ts';
import { create, refusedBy } from './bucket.ts';
import { parseDescribed } from './multipart.ts';
import type { Call, Reply } from './reply.ts';
import { empty, failure, json } from './reply.ts';
import type { Handler, World } from './routes.ts';

/** One resumable upload under way. */
export interface Session {
  bucket: string;
  name: string;
  query: URLSearchParams;
  described: Described;
  received: Buffer;
  /** The final answer, repeated to whoever asks again. */
  done?: Reply;
}

/** Starts a session; its address comes back in `Location`. Preconditions are checked now and once more at the end. */
export function openSession(world: World, call: Call, bucket: string): Reply {
  const name = call.query.get('name');
  if (name === null) return failure(400, 'required', 'Required parameter: name');
  const refusal = refusedBy(call.query, world.objects.get(`${bucket}/${name}`));
  if (refusal) return refusal;
  const type = call.headers['x-upload-content-type'];
  const described = { ...(typeof type === 'string' && { contentType: type }), ...parseDescribed(call.body.toString()) };
  const id = randomUUID();
  world.sessions.set(id, { bucket, name, query: call.query, described, received: Buffer.alloc(0) });
  return empty(200, { location: `${call.origin}${call.path}?uploadType=resumable&upload_id=${id}` });
}

/** Takes the next bytes of a session, or tells how far it is when the range says `bytes *`. */
export const resume: Handler = (world, call) => {
  const session = world.sessions.get(call.query.get('upload_id') ?? '');
  if (!session) return failure(404, 'notFound', 'No such upload session.');
  if (session.done) return session.done;
  const range = /^bytes (?:(\d+)-(?:\d+|\*)|\*)\/(\d+|\*)$/.exec(call.headers['content-range'] ?? 'bytes 0-*/*');
  if (!range) return failure(400, 'invalid', 'The Content-Range header cannot be read.');
  const [, start, total] = range;
  if (start === undefined) return progress(session);
  if (Number(start) > session.received.length) return failure(503, 'backendError', 'Bytes are missing in between.');
  session.received = Buffer.concat([session.received.subarray(0, Number(start)), call.body]);
  // An open total in an open range is a body that ends where the object does.
  const whole = total === '*' ? range[0].endsWith('-*/*') : Number(total) === session.received.length;
  return whole ? finish(world, session, call.origin) : progress(session);
};

function progress(session: Session): Reply {
  const last = session.received.length - 1;
  return empty(308, last < 0 ? {} : { range: `bytes=0-${last}` });
}

function finish(world: World, session: Session, origin: string): Reply {
  const made = create(world.objects, session, session.received, session.described);
  session.done = 'status' in made ? made : json(200, resourceOf(made, origin));
  return session.done;
}
