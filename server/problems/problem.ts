/** One place of the input that is at fault. */
export interface Fault {
  /** RFC 6901 JSON pointer into the request's body, or `?name` for a query parameter. */
  pointer: string;
  detail: string;
}

export interface ProblemOptions {
  errors?: Fault[];
  headers?: Record<string, string>;
  cause?: unknown;
}

/**
 * An error that its user gets to read: becomes an RFC 9457 `application/problem+json` answer.
 *
 * @param status HTTP status, 400–599
 * @param code stable snake_case name that programs may test for
 * @param detail one sentence that says what is wrong and what to do, naming the field or file
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly errors: Fault[];
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
  }
}
