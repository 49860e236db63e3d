import type { Fault } from '../../scenes/fault.ts';
import { type ProblemCode, problemTable, rowOf, type StatusOf } from './codes.ts';

export interface ProblemOptions<C extends ProblemCode = ProblemCode> {
  errors?: readonly Fault[];
  /** Headers beside those of the table, which they override. */
  headers?: Readonly<Record<string, string>>;
  /** One of the statuses that the table allows the code. Default: the first. */
  status?: StatusOf<C>;
  cause?: unknown;
}

/** Changes of a problem. */
export type ProblemChanges = Omit<ProblemOptions, 'status'> & { detail?: string };

/**
 * An error that users read: it becomes an RFC 9457 `application/problem+json` answer.
 *
 * @param code stable snake_case name that programs may test for; status and headers follow from it
 * @param detail one sentence that says what is wrong and what to do, naming the field or file
 */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  override readonly name = 'Problem';
  readonly status: StatusOf<ProblemCode>;
  readonly code: C;
  readonly errors: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: C, detail: string, options: ProblemOptions<C> = {}) {
    super(detail, { cause: options.cause });
    this.status = options.status ?? problemTable[code].status;
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = { ...rowOf(code).headers, ...options.headers };
  }

  /** The same problem with other words, places or headers; what is not given stays. */
  with({ detail = this.message, ...changes }: ProblemChanges): Problem {
    const { code, errors, headers, cause } = this;
    return new Problem<ProblemCode>(code, detail, { status: this.status, errors, headers, cause, ...changes });
  }
}
