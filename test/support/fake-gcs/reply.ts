import type { IncomingHttpHeaders } from 'node:http';

/** One request, its body read to the end. */
export interface Call {
  method: string;
  /** The path as it was sent, without the query: `/storage/v1/b/renders/o/a%2Fb.png`. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** `http://127.0.0.1:port`, for the URLs that answers carry. */
  origin: string;
}

export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** An answer of the JSON API. */
export function json(status: number, value: unknown): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** An error in the JSON API's envelope. */
export function failure(status: number, reason: string, message: string): Reply {
  return json(status, { error: { code: status, message, errors: [{ message, domain: 'global', reason }] } });
}

export function empty(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: Buffer.alloc(0) };
}
