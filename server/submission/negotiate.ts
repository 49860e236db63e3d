import type { Context } from 'koa';
import { type ImageFormat, imageFormats } from '../../scenes/output.ts';
import { isJson } from '../../scenes/json.ts';
import { Problem } from '../problems/problem.ts';

const typeOf = (format: ImageFormat) => `image/${format}`;

/** The image format that the Accept header prefers; `undefined` where it prefers JSON, or accepts no image format of the service. */
export function formatAsked(ctx: Context): ImageFormat | undefined {
  const asked = ctx.accepts('json', ...imageFormats.map(typeOf));
  return imageFormats.find(format => typeOf(format) === asked);
}

/**
 * Whether the answer is the picture itself, not JSON.
 * @param format of the picture
 * @throws {Problem} `not_acceptable` where neither is accepted
 */
export function wantsPicture(ctx: Context, format: ImageFormat): boolean {
  const accepted = ctx.accepts('json', typeOf(format));
  if (typeof accepted === 'string') return accepted === typeOf(format);
  const all = imageFormats.map(typeOf).join(', ');
  throw new Problem(
    'not_acceptable',
    `The Accept header takes neither application/json nor ${typeOf(format)}, the format of this picture: accept one of them, or leave the scene's format out and accept one of ${all}.`,
  );
}

/** A scene's JSON with an output format where it names none; other JSON is returned unchanged. */
export function inFormat(body: unknown, format: ImageFormat | undefined): unknown {
  if (format === undefined || !isJson(body)) return body;
  const filled = (output: unknown) => (isJson(output) ? { format, ...output } : output);
  const { output = {}, outputs } = body;
  if (!isJson(outputs)) return { ...body, output: filled(output) };
  return { ...body, outputs: Object.fromEntries(Object.entries(outputs).map(([name, one]) => [name, filled(one)])) };
}
