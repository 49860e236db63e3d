import type { Context } from 'koa';
import { parse } from 'range-parser';
import { Problem } from '../problems/problem.ts';

/**
 * Answers with bytes, or with the range that is asked for. The ETag must be set, for `If-Range`. Several ranges, and what is no range, are
 * answered with all bytes, as RFC 9110 allows.
 * @throws {Problem} `range_unsatisfiable` for a range beyond the end
 */
export function sendRange(ctx: Context, bytes: Uint8Array): void {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (ctx.method !== 'POST') ctx.set('accept-ranges', 'bytes');
  const asked = ctx.method === 'GET' && isStill(ctx) ? ctx.get('range') : '';
  const { code, type, ranges } = parse(whole.length, asked);
  const [part, another] = ranges;
  if (type === 'bytes' && code === 2 && !part) throw beyond(whole.length);
  if (type !== 'bytes' || code !== 0 || !part || another) {
    ctx.body = whole;
    return;
  }
  ctx.status = 206;
  ctx.set('content-range', `bytes ${part.start}-${part.end}/${whole.length}`);
  ctx.body = whole.subarray(part.start, part.end + 1);
}

/** Whether the client's part belongs to these bytes. */
function isStill(ctx: Context): boolean {
  const known = ctx.get('if-range');
  return known === '' || known === ctx.response.get('etag');
}

function beyond(size: number): Problem {
  return new Problem('range_unsatisfiable', `The range begins beyond the end: there are ${size} bytes.`, {
    headers: { 'content-range': `bytes */${size}` },
  });
}
