import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Context } from 'koa';

/** Answers with text: compressed where the client accepts that, 304 where its copy is current. */
export function sendText(ctx: Context, type: string, text: string): void {
  ctx.status = 200;
  ctx.vary('Accept-Encoding');
  // weak, since the same text goes out compressed and not
  ctx.etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.type = type;
  if (text.length < 1024 || ctx.acceptsEncodings('gzip', 'identity') !== 'gzip') {
    ctx.body = text;
    return;
  }
  ctx.set('content-encoding', 'gzip');
  ctx.body = gzipSync(text);
}

/** Answers with a page and its Content-Security-Policy. */
export function sendPage(ctx: Context, text: string, policy: string): void {
  ctx.set({
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'referrer-policy': 'strict-origin-when-cross-origin',
  });
  sendText(ctx, 'text/html', text);
}
