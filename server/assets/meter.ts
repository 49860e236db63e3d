import { Refusal } from './refusal.ts';

/** Bytes that all files of one request may still have. */
export interface Allowance {
  left: number;
  readonly of: number;
}

/** Counts the bytes of one file as they come, against its own limit and the request's. */
export class Meter {
  readonly #maxBytes: number;
  readonly #allowance: Allowance;
  #counted = 0;

  constructor(maxBytes: number, allowance: Allowance) {
    this.#maxBytes = maxBytes;
    this.#allowance = allowance;
  }

  /** Bytes that this file may still have. */
  get left(): number {
    return Math.min(this.#maxBytes - this.#counted, this.#allowance.left);
  }

  /** Takes bytes that have come. @throws Refusal `asset_too_large` */
  count(bytes: number): void {
    this.expect(bytes);
    this.#counted += bytes;
    this.#allowance.left -= bytes;
  }

  /** Refuses bytes that are yet to come, where it is known how many. @throws Refusal `asset_too_large` */
  expect(bytes: number): void {
    if (this.#counted + bytes > this.#maxBytes)
      throw new Refusal('asset_too_large', `is larger than ${inMiB(this.#maxBytes)}, the limit of one file`);
    if (bytes > this.#allowance.left)
      throw new Refusal(
        'asset_too_large',
        `does not fit: the files of one request may have ${inMiB(this.#allowance.of)} together`,
      );
  }
}

function inMiB(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes} bytes` : `${Math.round(bytes / 2 ** 20)} MiB`;
}
