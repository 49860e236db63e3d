import type { Meter } from '../meter.ts';

/** One reading of a file: what it counts its bytes with, and what ends it. */
export interface Reading {
  meter: Meter;
  signal: AbortSignal;
}

/** A place that a `src` names. */
export interface Source {
  /** Equal for equal places: one request reads each once. */
  readonly key: string;
  /** Whether somebody whom the service does not know wrote what is there: it may lead to the open web alone. */
  readonly foreign: boolean;
  /** The bytes. @throws Refusal */
  read(reading: Reading): Promise<Uint8Array>;
  /** The place that a relative URI in this file leads to. @throws Refusal */
  resolve(uri: string): Source;
}
