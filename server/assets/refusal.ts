import type { Fault } from '../../scenes/fault.ts';
import type { FileCode } from '../problems/codes.ts';
import { displayed } from './displayed.ts';

/**
 * The reason why an asset cannot be had or used. Its thrower knows neither the file's name nor the field that refers to it:
 * `resolveAssets` adds both.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Also the code of the problem that it becomes. */
  readonly code: FileCode;
  /** The sentence after the file's name: `needs the extension FOO_bar, which this service does not support`. */
  readonly says: string;
  /** The file beside or inside the asset that it is about, where it is not the asset itself. */
  readonly file: string | undefined;
  /** Places in a JSON asset, for a client that sent it as the body. */
  readonly faults: readonly Fault[];

  constructor(
    code: FileCode,
    says: string,
    options: { file?: string; faults?: readonly Fault[]; cause?: unknown } = {},
  ) {
    super(says, { cause: options.cause });
    this.code = code;
    this.says = says;
    this.file = options.file;
    this.faults = options.faults ?? [];
  }

  /** The same, about a file that the asset refers to. */
  about(file: string): Refusal {
    return new Refusal(this.code, this.says, { file, cause: this.cause });
  }

  /** The whole sentence, for the asset of this `src`. */
  sentence(src: string): string {
    const named = this.file === undefined ? displayed(src) : `${displayed(this.file)} (in ${displayed(src)})`;
    return `${named} ${this.says}`;
  }
}
