import type { Operation } from './routes.ts';

/**
 * What may go wrong with a request:
 *
 * - `{status}` an error instead of an answer, nothing done
 * - `resetBefore` the connection breaks and nothing was done
 * - `resetAfter` the connection breaks, but what was asked for is done
 * - `hang` no answer ever, nothing done
 * - `hangAfter` no answer ever, but what was asked for is done
 * - `cut` half of the answer's body, then the connection breaks
 * - `{breakAfter}` so many bytes of the answer's body, then the connection breaks
 * - `slow` the answer's body in eight parts, 50 ms between them
 * - `{halfAfter}` no answer until that is fulfilled, then half of its body and never the rest
 * - `wrongChecksum` the answer tells another crc32c than the bytes have
 * - `damaged` one byte of the answer's body is another; for bodies that are no JSON
 */
export type Fault =
  | { status: number }
  | { halfAfter: Promise<void> }
  | { breakAfter: number }
  | 'resetBefore'
  | 'resetAfter'
  | 'hang'
  | 'hangAfter'
  | 'cut'
  | 'slow'
  | 'wrongChecksum'
  | 'damaged';

/** Faults that wait for their requests, first come first served. */
export class Faults {
  readonly #waiting: { on: Operation | 'any'; fault: Fault; times: number; named: string }[] = [];

  /** Lets the next `times` requests of that operation fail; `Infinity` is for ever. Those alone that have `named` in their URL. */
  add(on: Operation | 'any', fault: Fault, times = 1, named = ''): void {
    this.#waiting.push({ on, fault, times, named });
  }

  /** How many faults no request has met yet. */
  get left(): number {
    return this.#waiting.reduce((sum, each) => sum + each.times, 0);
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** The fault that this request meets, used up by it. */
  take(operation: Operation, url: string): Fault | undefined {
    const index = this.#waiting.findIndex(
      each => (each.on === 'any' || each.on === operation) && url.includes(each.named),
    );
    const found = this.#waiting[index];
    if (!found) return undefined;
    if (--found.times <= 0) this.#waiting.splice(index, 1);
    return found.fault;
  }
}
