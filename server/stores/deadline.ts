/** A time limit that may be put off while it has not passed. Its signal aborts then, or when `parent` does. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  #at: number;
  #timer: NodeJS.Timeout;

  /** @param ms milliseconds from now */
  constructor(ms: number, parent?: AbortSignal) {
    this.signal = parent ? AbortSignal.any([this.#controller.signal, parent]) : this.#controller.signal;
    this.#at = performance.now() + ms;
    this.#timer = setTimeout(() => this.#pass(), ms);
  }

  /** Puts it off by so many milliseconds. */
  extend(ms: number): void {
    this.#at += ms;
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
