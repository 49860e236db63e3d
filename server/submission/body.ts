import type { Context } from 'koa';
import getRawBody from 'raw-body';
import { Problem } from '../problems/problem.ts';

/** Largest body in bytes, with its models and images. */
export const bodyLimit = 64 * 1024 * 1024;

/**
 * The bytes of a body.
 * @throws {Problem} `unsupported_media_type` where it is compressed, `body_too_large`, `body_incomplete`
 */
export async function readBytes(ctx: Context): Promise<Buffer> {
  if (ctx.get('content-encoding') !== '' && ctx.get('content-encoding') !== 'identity')
    throw new Problem(
      'unsupported_media_type',
      'Compressed bodies are not supported: send it without Content-Encoding.',
    );
  try {
    return await getRawBody(ctx.req, { limit: bodyLimit, length: ctx.get('content-length') || null });
  } catch (error) {
    const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
    if (type === 'entity.too.large')
      throw new Problem(
        'body_too_large',
        `The body is larger than ${bodyLimit / 1024 / 1024} MB: put its files where they can be fetched.`,
        { cause: error },
      );
    throw new Problem('body_incomplete', 'The body ended before it was complete.', { cause: error });
  }
}

/**
 * Parses JSON of a client.
 * @param what its name at the beginning of a sentence
 * @throws {Problem} `not_json`
 */
export function parseText(text: string, what = 'The body'): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const where = error instanceof Error ? error.message : '';
    throw new Problem(
      'not_json',
      text.trim() === '' ? `${what} is empty: send a scene as JSON.` : `${what} is not JSON: ${where}.`,
    );
  }
}

/**
 * Decodes the text of a body.
 * @param what its name at the beginning of a sentence
 * @throws {Problem} `not_json` where it is not UTF-8
 */
export function textOf(bytes: Uint8Array, what = 'The body'): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('not_json', `${what} is not UTF-8, which JSON must be.`);
  }
}
