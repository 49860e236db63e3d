import type { Context } from 'koa';
import { type OutputFormat, outputFormatNames, outputFormats } from '../../scenes/output-formats.ts';
import { isJson } from '../../scenes/json.ts';
import { Problem } from '../problems/problem.ts';

const typeOf = (format: OutputFormat) => outputFormats[format].type;

/** The image format that the Accept header prefers; `undefined` where it prefers JSON, or accepts no image format of the service. */
export function formatAsked(ctx: Context): OutputFormat | undefined {
  const asked = ctx.accepts('json', ...outputFormatNames.map(typeOf));
  return outputFormatNames.find(format => typeOf(format) === asked);
}

/**
 * Whether the answer is the picture itself, not JSON.
 * @param format of the picture
 * @throws {Problem} `not_acceptable` where neither is accepted
 */
export function wantsPicture(ctx: Context, format: OutputFormat): boolean {
  const accepted = ctx.accepts('json', typeOf(format));
  if (typeof accepted === 'string') return accepted === typeOf(format);
  const all = outputFormatNames.map(typeOf).join(', ');
  throw new Problem(
    'not_acceptable',
    `The Accept header takes neither application/json nor ${typeOf(format)}, the format of this picture: accept one of them, or leave the scene's format out and accept one of ${all}.`,
  );
}

/** A scene's JSON with an output format where it names none; other JSON is returned unchanged. */
export function inFormat(body: unknown, format: OutputFormat | undefined): unknown {
  if (format === undefined || !isJson(body)) return body;
  const filled = (output: unknown) => (isJson(output) ? { format, ...output } : output);
  const { output = {}, outputs } = body;
  if (!isJson(outputs)) return { ...body, output: filled(output) };
  return { ...body, outputs: Object.fromEntries(Object.entries(outputs).map(([name, one]) => [name, filled(one)])) };
}
