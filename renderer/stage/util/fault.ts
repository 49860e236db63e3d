import { didYouMean } from '../../../scenes/meant.ts';
import type { StageFailure } from '../../contract.ts';

/** A failure that its user can do something about, with the place in the scene. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: StageFailure['code'];
  readonly pointer: string | undefined;

  /** @param cause what only whoever runs the service is told */
  constructor(code: StageFailure['code'], message: string, pointer?: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.pointer = pointer;
  }
}

/** Nobody reads more names than so many. */
const told = 20;

/** "oak", "walnut", "black" and 80 more; or none. Then the one that may be meant by what was asked for. */
export function listed(names: readonly string[], asked?: unknown): string {
  if (names.length === 0) return 'none';
  const first = names.slice(0, told).map(name => `"${name}"`);
  const more = names.length > told ? ` and ${names.length - told} more` : '';
  return `${first.join(', ')}${more}${didYouMean(asked, names)}`;
}
