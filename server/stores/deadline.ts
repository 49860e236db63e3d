/** A time limit that may be put off while it has not passed. Its signal aborts then, or when `parent` does. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  #at: number;
  readonly #latest: number;
  #timer: NodeJS.Timeout;

  /**
   * @param ms milliseconds from now
   * @param longest how many they may become
   */
  constructor(ms: number, parent?: AbortSignal, longest = Number.POSITIVE_INFINITY) {
    this.signal = parent ? AbortSignal.any([this.#controller.signal, parent]) : this.#controller.signal;
    this.#at = performance.now() + ms;
    this.#latest = performance.now() + longest;
    this.#timer = setTimeout(() => this.#pass(), ms);
  }

  /** Puts it off by so many milliseconds. */
  extend(ms: number): void {
    this.#at = Math.min(this.#at + ms, this.#latest);
  }

  /** Lets it never pass: what it was for is over. */
  clear(): void {
    clearTimeout(this.#timer);
  }

  #pass(): void {
    const left = this.#at - performance.now();
    if (left < 1) this.#controller.abort();
    else this.#timer = setTimeout(() => this.#pass(), left);
  }
}
