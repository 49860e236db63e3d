import { inMiB } from './mebibytes.ts';
import { Refusal } from './refusal.ts';

/** Budget of bytes that the files of one request share. */
export interface Allowance {
  left: number;
  readonly of: number;
}

/** Counts the bytes of one file as they come, against the limit of a file and the request's. */
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

  /** Counts bytes that have come. @throws Refusal `asset_too_large` */
  count(bytes: number): void {
    this.expect(bytes);
    this.#counted += bytes;
    this.#allowance.left -= bytes;
  }

  /** Refuses a known number of bytes that are yet to come. @throws Refusal `asset_too_large` */
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
