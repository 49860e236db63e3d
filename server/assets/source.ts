import type { Meter } from './meter.ts';

/** One reading of a file: what it counts its bytes with, and what ends it. */
export interface Reading {
  meter: Meter;
  signal: AbortSignal;
}

/** What was read of a file. */
export interface Content {
  readonly bytes: Uint8Array;
  /**
   * Reads the same place anew, and gives the very same `bytes` where it is known that nothing has changed there. Where it is not
   * there, what is at that place can only be read again.
   */
  readonly again?: ((reading: Reading) => Promise<Content>) | undefined;
}

/** A place that a `src` names. */
export interface Source {
  /** Equal for equal places: one request reads each once. */
  readonly key: string;
  /** Whether somebody whom the service does not know wrote what is there: it may lead to the open web alone. */
  readonly foreign: boolean;
  /** The bytes. @throws Refusal */
  read(reading: Reading): Promise<Content>;
  /** The place that a relative URI in this file leads to. @throws Refusal */
  resolve(uri: string): Source;
}
