import { Problem } from '../problems/problem.ts';

/** The problem of a store that does not work; `why` continues the sentence after its name: `is full`, `refused …`. */
export function unavailable(name: string, why: string, cause: unknown): Problem {
  return new Problem('store_unavailable', `The store ${name} ${why}`, { cause });
}

/** Bytes were damaged on their way from or to a store. */
export class Damaged extends Error {
  override readonly name = 'Damaged';

  constructor() {
    super('the bytes do not match their checksum');
  }
}

/** The client's codes of an upload whose checksum differs from the server's. */
const MISMATCHES = new Set(['FILE_NO_UPLOAD', 'FILE_NO_UPLOAD_DELETE']);

/** The reason why a bucket does not work, where no status tells it; continues the sentence after its name. */
export function explainNetwork(error: unknown): string {
  return error instanceof Damaged || MISMATCHES.has(codeOf(error) ?? '')
    ? 'sends or receives damaged bytes, which do not match their checksum'
    : 'cannot be reached';
}

/** The `code` of a Node error such as ENOENT, or `undefined`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The HTTP status of an error of the Cloud Storage client, which has it in one of three places. */
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
