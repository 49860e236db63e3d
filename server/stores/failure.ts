import { Problem } from '../problem.ts';

/** Seconds after which a client may well try again. */
const RETRY_AFTER = '5';

/** The answer when a store does not work; `why` goes on from its name: `is full`, `refused …`. */
export function unavailable(name: string, why: string, cause: unknown): Problem {
  return new Problem(503, 'store_unavailable', `The store ${name} ${why}`, {
    cause,
    headers: { 'retry-after': RETRY_AFTER },
  });
}

/** The `code` of a Node error such as ENOENT, or `undefined`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The HTTP status within an error of the Cloud Storage client, which has it in one of three places. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const places = [
    'code' in error && error.code,
    'status' in error && error.status,
    'response' in error && typeof error.response === 'object' && error.response && 'status' in error.response
      ? error.response.status
      : undefined,
  ];
  return places.map(Number).find(status => status >= 400 && status < 600);
}
