import type { Described } from './blob.ts';

/** Takes a `multipart/related` body of two parts apart: the resource as JSON, then the bytes. */
export function parseRelated(contentType: string, body: Buffer): { described: Described; bytes: Buffer } {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new SyntaxError('multipart/related without a boundary');
  const first = partAt(body, 0, boundary);
  const second = partAt(body, first.end, boundary);
  const described = parseDescribed(first.content.toString());
  const type = /^content-type: *(.+?)\r?$/im.exec(second.head)?.[1];
  return { described: { ...(type && { contentType: type }), ...described }, bytes: second.content };
}

/** Reads a JSON body as an object's description; an empty one describes nothing. */
export function parseDescribed(text: string): Described {
  const value: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new SyntaxError('the resource is not an object');
  return value;
}

function partAt(body: Buffer, from: number, boundary: string) {
  const start = body.indexOf(`--${boundary}\r\n`, from);
  const headEnd = body.indexOf('\r\n\r\n', start);
  const end = body.indexOf(`\r\n--${boundary}`, headEnd);
  if (start < 0 || headEnd < 0 || end < 0) throw new SyntaxError('a multipart part is cut short');
  return { head: body.subarray(start, headEnd).toString(), content: body.subarray(headEnd + 4, end), end };
}
