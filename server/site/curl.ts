/** A curl command for a POSIX shell. */
export function curl(origin: string, path: string, options: CurlOptions = {}): string {
  const { accept, key, body, to } = options;
  const parts = [
    `curl ${path.includes('?') ? quoted(origin + path) : origin + path}`,
    ...(key ? [`-H "authorization: Bearer $KEY"`] : []),
    ...(body === undefined ? [] : ["-H 'content-type: application/json'"]),
    ...(accept === undefined ? [] : [`-H 'accept: ${accept}'`]),
    ...(body === undefined ? [] : [`-d ${quoted(body)}`]),
    ...(to === undefined ? [] : [`-o ${to}`]),
  ];
  return parts.join(' \\\n  ');
}

export interface CurlOptions {
  accept?: string;
  /** Whether the service needs a key. */
  key?: boolean;
  /** JSON. */
  body?: string;
  /** File for the answer. */
  to?: string;
}

/** In a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
