import type { StageFailure } from '../contract.ts';

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

/** "oak", "walnut" and "black"; or "none". */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return names
    .slice(0, 20)
    .map(name => `"${name}"`)
    .join(', ');
}
