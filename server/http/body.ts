import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { Problem } from '../problem.ts';

/** Bytes of a JSON body, at most: models and images as `data:` URIs are in it. */
const limit = 64 * 1024 * 1024;

/**
 * Reads a JSON body.
 * @throws {Problem} 415 of another type, 413 too large, 400 not JSON
 */
export async function readJson(ctx: Context): Promise<unknown> {
  const type = ctx.request.type;
  if (type !== '' && !/^application\/([\w.-]+\+)?json$/.test(type) && type !== 'application/x-www-form-urlencoded')
    throw new Problem(
      415,
      'unsupported_media_type',
      `A body of type ${type} is not taken: send a scene as application/json.`,
    );
  const text = decode(await readBytes(ctx));
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const where = error instanceof Error ? error.message : '';
    throw new Problem(
      400,
      'not_json',
      text.trim() === '' ? 'The body is empty: send a scene as JSON.' : `The body is not JSON: ${where}.`,
    );
  }
}

async function readBytes(ctx: Context): Promise<Buffer> {
  if (ctx.get('content-encoding') !== '' && ctx.get('content-encoding') !== 'identity')
    throw new Problem(
      415,
      'unsupported_media_type',
      'Compressed bodies are not taken: send it without Content-Encoding.',
    );
  try {
    return await getRawBody(ctx.req, { limit, length: ctx.get('content-length') || null });
  } catch (error) {
    const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
    if (type === 'entity.too.large')
      throw new Problem(
        413,
        'body_too_large',
        `The body is larger than ${limit / 1024 / 1024} MB: put its files where they can be fetched.`,
        { cause: error },
      );
    throw new Problem(400, 'body_incomplete', 'The body ended before it was whole.', { cause: error });
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'not_json', 'The body is not UTF-8, which JSON must be.');
  }
}
