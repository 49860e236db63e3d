import type { Meter } from './meter.ts';

/** One reading of a file: the meter that counts its bytes, and the signal that ends it. */
export interface Reading {
  meter: Meter;
  signal: AbortSignal;
}

/** A file as it was read. */
export interface Content {
  readonly bytes: Uint8Array;
  /** Reads the place again; gives the very same `bytes` where nothing has changed. Undefined where the place cannot tell. */
  readonly revalidate?: ((reading: Reading) => Promise<Content>) | undefined;
}

/** A place that a `src` names. */
export interface Source {
  /** Equal for equal places: one request reads each once. */
  readonly key: string;
  /** Whether somebody unknown to the service wrote the file: its URIs may lead to the open web only. */
  readonly foreign: boolean;
  /** The bytes. @throws Refusal */
  read(reading: Reading): Promise<Content>;
  /** The place that a relative URI in this file leads to. @throws Refusal */
  resolve(uri: string): Source;
}
