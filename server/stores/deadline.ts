/** A time limit that can be extended until it passes. Its signal aborts then, or when `parent` does. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  #at: number;
  readonly #latest: number;
  #timer: NodeJS.Timeout;

  /**
   * @param ms milliseconds from now
   * @param longest milliseconds that extensions may bring it to
   */
  constructor(ms: number, parent?: AbortSignal, longest = Number.POSITIVE_INFINITY) {
    this.signal = parent ? AbortSignal.any([this.#controller.signal, parent]) : this.#controller.signal;
    this.#at = performance.now() + ms;
    this.#latest = performance.now() + longest;
    this.#timer = setTimeout(() => this.#pass(), ms);
  }

  /** Extends it by milliseconds. */
  extend(ms: number): void {
    this.#at = Math.min(this.#at + ms, this.#latest);
  }

  /** Cancels it: the work has ended. */
  clear(): void {
    clearTimeout(this.#timer);
  }

  #pass(): void {
    const left = this.#at - performance.now();
    if (left < 1) this.#controller.abort();
    else this.#timer = setTimeout(() => this.#pass(), left);
  }
}
