import type { Context } from 'koa';
import type { Service } from '../context.ts';
import { Problem } from '../problem.ts';
import type { FrameRecord } from '../renders/record.ts';
import { signalOf } from './signal.ts';

const forever = 'public, max-age=31536000, immutable';

/** Answers with a frame's bytes. A render's id is a digest of all that went into it, so its frames never change. */
export async function sendFrame(
  ctx: Context,
  { shelf }: Service,
  id: string,
  name: string,
  cacheControl = forever,
): Promise<void> {
  setHeaders(ctx, id, name, cacheControl);
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  const frame = await shelf.frame(id, name, signalOf(ctx));
  if (!frame) {
    ctx.remove('etag');
    throw new Problem(404, 'frame_not_found', `The render ${id} has no frame ${name}.`);
  }
  ctx.type = frame.type;
  ctx.body = Buffer.from(frame.bytes.buffer, frame.bytes.byteOffset, frame.bytes.byteLength);
}

/** Answers with the bytes of a frame that was drawn just now, or else with what is stored of it. */
export async function sendDrawn(
  ctx: Context,
  service: Service,
  id: string,
  frame: FrameRecord,
  bytes: Uint8Array | undefined,
  cacheControl: string,
): Promise<void> {
  if (!bytes || ctx.get('if-none-match') !== '') return sendFrame(ctx, service, id, frame.name, cacheControl);
  setHeaders(ctx, id, frame.name, cacheControl);
  ctx.type = frame.type;
  ctx.body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function setHeaders(ctx: Context, id: string, name: string, cacheControl: string): void {
  ctx.status = 200;
  ctx.set({
    'cache-control': cacheControl,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  ctx.etag = `${id}-${name}`;
}
