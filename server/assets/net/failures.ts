import { Refusal } from '../refusal.ts';

/** The network's error codes in words, for somebody who only knows the URL. */
const reasons: Record<string, string> = {
  ENOTFOUND: 'its host name does not exist',
  EAI_AGAIN: 'its host could not be looked up',
  ECONNREFUSED: 'its host refuses the connection',
  ECONNRESET: 'its host closed the connection',
  EPIPE: 'its host closed the connection',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its host cannot be reached',
  EADDRNOTAVAIL: 'its host cannot be reached',
  UND_ERR_SOCKET: 'its host closed the connection',
  UND_ERR_HEADERS_OVERFLOW: 'its host sent too many headers',
  CERT_HAS_EXPIRED: "its host's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its host's certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its host's certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its host's certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "its host's certificate is for another name",
};

const timeouts = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
]);

/** The refusal of a failed request. */
export function failureOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = codeOf(error);
  if (timeouts.has(code))
    return new Refusal('asset_host_timeout', 'could not be fetched: its host does not answer in time', {
      cause: error,
    });
  return new Refusal('asset_host_failed', `could not be fetched: ${reasonOf(error, code)}`, { cause: error });
}

function reasonOf(error: unknown, code: string): string {
  // by its name: its class would load the whole client
  if (error instanceof Error && error.name === 'HTTPParserError') return 'its host does not answer in HTTP';
  if (code.startsWith('ERR_SSL')) return 'its host does not speak TLS correctly';
  return reasons[code] ?? 'its host failed';
}

/** Whether a kept-alive connection turned out to be closed, which is worth a retry on a new one. */
export function isBrokenConnection(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));
}

/** The code of an error, or of the first of an AggregateError (several addresses were tried). */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return '';
}

/** The refusal of an HTTP status; `undefined` for a success. */
export function refusalOf(status: number): Refusal | undefined {
  if (status >= 200 && status < 300) return undefined;
  const answer = `its host answers ${status}`;
  if (status === 404 || status === 410) return new Refusal('asset_not_found', `was not found: ${answer}`);
  if (status === 401 || status === 403)
    return new Refusal('asset_forbidden', `may not be read: ${answer}; a signature may be missing or expired`);
  if (status === 408) return new Refusal('asset_host_timeout', `could not be fetched: ${answer}`);
  // too many requests are no fault of the scene: the same request may succeed later
  if (status === 429) return new Refusal('asset_host_failed', `could not be fetched: ${answer} (too many requests)`);
  if (status >= 400 && status < 500) return new Refusal('asset_refused', `could not be fetched: ${answer}`);
  return new Refusal('asset_host_failed', `could not be fetched: ${answer}`);
}
