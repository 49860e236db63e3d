import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problems/problem.ts';
import type { RenderResult } from '../renders/events.ts';
import { sendRange } from './ranges.ts';
import { signalOf } from './signal.ts';

const forever = 'public, max-age=31536000, immutable';

export interface Sending {
  /** Cache-Control. Default: immutable, as a render's id is a digest of all that went into it. */
  cacheControl?: string;
  /** Whether the address is a secret of its own, so that pages of any origin that have it may read it. Default: yes. */
  secret?: boolean;
}

/** Answers with a frame's bytes. */
export async function sendFrame(
  ctx: Context,
  { repository }: Service,
  id: string,
  name: string,
  sending: Sending = {},
): Promise<void> {
  setHeaders(ctx, id, name, sending);
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const frame = await repository.frame(id, name, signalOf(ctx));
  if (!frame) {
    ctx.remove('etag');
    throw new Problem('frame_not_found', `The render ${id} has no frame ${name}.`);
  }
  ctx.type = frame.type;
  sendRange(ctx, frame.bytes);
}

/** Answers with the first frame of a render: the bytes that were just drawn, else the stored ones. */
export async function sendFirst(
  ctx: Context,
  service: Service,
  { record, first }: Pick<RenderResult, 'record' | 'first'>,
  sending: Sending,
): Promise<void> {
  const [frame] = record.frames;
  if (!frame) throw new Error('a render without a frame');
  if (!first || ctx.get('if-none-match') !== '') return sendFrame(ctx, service, record.id, frame.name, sending);
  setHeaders(ctx, record.id, frame.name, sending);
  ctx.type = frame.type;
  sendRange(ctx, first);
}

function setHeaders(ctx: Context, id: string, name: string, { cacheControl = forever, secret = true }: Sending): void {
  ctx.status = 200;
  ctx.set({ 'cache-control': cacheControl, 'cross-origin-resource-policy': 'cross-origin' });
  if (secret) ctx.set('access-control-allow-origin', '*');
  ctx.etag = `${id}-${name}`;
}
